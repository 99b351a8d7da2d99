import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** The text written to standard output. */
  output(): string;
  /** The text written to standard error. */
  errors(): string;
  /** Kills the process with SIGKILL, as in a crash. */
  kill(): Promise<void>;
}

export interface ProcessOptions {
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  /** The user and group that the process runs as. Default: those of the tests. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a process of the program with only the given environment variables. */
export function startProcess(
  script: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  { nodeOptions = [], ...user }: ProcessOptions = {},
): RunningProcess {
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    ...user,
    cwd: root,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    child,
    output: () => output,
    errors: () => text,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
}

/** Returns a free TCP port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Waits until a process is ready. Throws with its standard error if it ends or does not become ready. */
export async function untilReady(running: Pick<RunningProcess, 'child' | 'errors'>, port: number): Promise<void> {
  for (let tried = 0; tried < 1_600; tried += 1) {
    if (running.child.exitCode !== null) break;
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await delay(25);
  }
  throw new Error(`not ready: ${running.errors()}`);
}

/** Runs a process until it ends, and returns its exit code and output. */
export async function runToEnd(
  script: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number | null; output: string; errors: string }> {
  const running = startProcess(script, environment, args);
  if (running.child.exitCode === null) await once(running.child, 'close');
  return { code: running.child.exitCode, output: running.output(), errors: running.errors() };
}
