/** Functions that the process of the bench calls over IPC, by name. */
export type RequestHandlers = Readonly<Record<string, (input: never) => unknown>>;

export interface ProcessRequest {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export type ProcessResponse = { readonly id: number } & ({ readonly output: unknown } | { readonly error: string });

/** Answers requests of the process of the bench, and ends with it: nothing is left over from a run that was stopped. */
export function answerRequests(handlers: RequestHandlers): void {
  const respond = (response: ProcessResponse) => process.send?.(response);
  process.on('message', ({ id, name, input }: ProcessRequest) => {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) return;
    Promise.resolve()
      .then(() => handler(input as never))
      .then(
        (output) => respond({ id, output }),
        (error: unknown) =>
          respond({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}
