import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { badInput, GraphError } from '@customer-graph/protocol/errors';

/**
 * Passes a file on while a virus scanner reads it. The last chunk waits for the scanner: a file that it refuses never arrives
 * completely. Throws BAD_USER_INPUT for such a file, UPSTREAM_UNAVAILABLE where the scanner fails.
 */
export type Scan = (content: AsyncIterable<Buffer>) => AsyncGenerator<Buffer, void>;

/** Time for the scanner's verdict once it has the whole file, in milliseconds. */
const verdictMs = 30_000;

const unavailable = (cause: unknown): GraphError =>
  new GraphError('UPSTREAM_UNAVAILABLE', {
    cause,
    message: 'Files cannot be scanned at the moment, so none are taken. Try again later.',
  });

/**
 * A scanner that is a command: it gets the file on standard input, and its exit code is the verdict. 0: clean, 1: infected, as
 * clamdscan does ("man clamdscan", RETURN CODES); anything else: it failed.
 *
 * @param command program and arguments
 */
export const createScan = (command: readonly string[]): Scan =>
  async function* (content) {
    const [program = '', ...parameters] = command;
    const scanner = spawn(program, parameters, { stdio: ['pipe', 'ignore', 'ignore'] });
    const verdict = once(scanner, 'exit', { signal: AbortSignal.timeout(verdictMs + scanMs) });
    // A scanner that needs no more input closes it; its exit code counts.
    scanner.stdin.on('error', () => undefined);
    verdict.catch(() => undefined);
    try {
      let held: Buffer | undefined;
      for await (const chunk of content) {
        if (!scanner.stdin.write(chunk) && scanner.exitCode === null)
          await Promise.race([once(scanner.stdin, 'drain').catch(() => undefined), verdict]);
        if (held) yield held;
        held = chunk;
      }
      scanner.stdin.end();
      const [code] = (await verdict.catch((error: unknown) => {
        throw unavailable(error);
      })) as [number | null];
      if (code === 1) throw badInput('The virus scanner refuses the file.');
      if (code !== 0) throw unavailable(new Error(`the scanner ended with ${String(code)}`));
      if (held) yield held;
    } finally {
      scanner.kill();
    }
  };

/** The longest time for receiving a file, in milliseconds. */
const scanMs = 120_000;

/** Without a scanner. */
export const noScan: Scan = async function* (content) {
  yield* content;
};
