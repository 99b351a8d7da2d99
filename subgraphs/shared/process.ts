import { ConfigurationError } from './configuration.ts';

/** How long a process may take to stop, in milliseconds. */
const stopWithinMs = 15_000;

/** Runs a process until it is told to stop: configuration errors end it with 78 before it listens, anything else with 1. */
export async function runProcess(start: () => Promise<AsyncDisposable>): Promise<void> {
  try {
    const running = await start();
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        // Whatever hangs must not keep the process: no request outlives its deadline by as much.
        setTimeout(() => process.exit(1), stopWithinMs).unref();
        void running[Symbol.asyncDispose]().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    }
  } catch (error) {
    process.stderr.write(`${sayOf(error)}\n`);
    process.exit(error instanceof ConfigurationError ? error.exitCode : 1);
  }
}

/** Runs a command to its end; what it returns is the exit code. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.stderr.write(`${sayOf(error)}\n`);
    process.exitCode = error instanceof ConfigurationError ? error.exitCode : 1;
  }
}

function sayOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${'port' in error ? String(error.port) : ''} is taken: is it running already? Every port is a variable of .env.example.`;
  }
  return error.stack ?? error.message;
}
