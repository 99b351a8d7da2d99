import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pinned, type Core } from './placement.ts';
import type { ProcessResponse } from './requests.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ChildOptions {
  /** Relative to the repository. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly core?: Core | undefined;
}

/** A process of the bench. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  /** The end of its standard error. */
  errors(): string;
  /** Rejects if the process ends or its handler fails. */
  ask<Output>(name: string, input?: unknown): Promise<Output>;
}

/** Starts Node on one core. Its standard output is dropped, as a log collector would take it. */
export function startChild({ script, args = [], nodeOptions = [], environment = {}, core }: ChildOptions): Child {
  const [command = '', ...rest] = pinned(core, [process.execPath, ...nodeOptions, script, ...args]);
  const child = spawn(command, rest, {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(-8_000)));
  const waiting = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>();
  let next = 0;
  child.on('message', (response: ProcessResponse) => {
    const caller = waiting.get(response.id);
    waiting.delete(response.id);
    if ('error' in response) caller?.reject(new Error(`${script}: ${response.error}`));
    else caller?.resolve(response.output);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with ${String(code)}: ${errors}`));
    waiting.clear();
  });
  return {
    process: child,
    errors: () => errors,
    ask<Output>(name: string, input?: unknown) {
      next += 1;
      const id = next;
      return new Promise<Output>((resolve, reject) => {
        if (child.exitCode !== null) {
          reject(new Error(`${script} ended with ${child.exitCode}: ${errors}`));
          return;
        }
        waiting.set(id, { resolve: (output) => resolve(output as Output), reject });
        child.send({ id, name, input });
      });
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
