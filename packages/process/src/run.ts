import { ConfigurationError } from './configuration.ts';

/** A running process. */
export interface Running extends AsyncDisposable {
  /** How long a stop keeps taking requests before it closes anything, in milliseconds. Default: 0. */
  readonly drainMs?: number;
}

/** Maximum duration of an orderly stop after the drain, in milliseconds. */
const stopWithinMs = 15_000;

/**
 * Starts a process and stops it on SIGTERM or SIGINT. Exit codes: 0 after an orderly stop, 78 for a configuration error, 1 for
 * any other failure.
 *
 * @param start returns the resource to dispose of on a stop
 * @example
 * await runProcess(() => startGateway(parseGatewayConfig(process.env)));
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start();
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        // Longer than any request's deadline, so only a hanging resource is cut off.
        setTimeout(() => process.exit(1), stopWithinMs + (running.drainMs ?? 0)).unref();
        void running[Symbol.asyncDispose]().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    }
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exit(error instanceof ConfigurationError ? error.exitCode : 1);
  }
}

/** Runs a command and sets the exit code that it returns: 78 for a configuration error, 1 for any other failure. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = error instanceof ConfigurationError ? error.exitCode : 1;
  }
}

function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${'port' in error ? String(error.port) : ''} is in use. Stop the other process or set another port: .env.example lists the variables.`;
  }
  return error.stack ?? error.message;
}
