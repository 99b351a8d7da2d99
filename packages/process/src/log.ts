import { pino, type Level, type Logger } from 'pino';
import { z } from 'zod';
import { parseEnvironment, type Environment } from './configuration.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const satisfies readonly Level[];

/**
 * Returns LOG_LEVEL; default: info.
 *
 * @throws {ConfigurationError} for an unknown level
 */
export const parseLogLevel = (environment: Environment): Level =>
  parseEnvironment(environment, {
    LOG_LEVEL: z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).default('info'),
  }).LOG_LEVEL;

/** Returns a logger that writes JSON lines to standard error. Standard output stays free for the results of commands. */
export const createLog = (name: string, level: Level): Logger => pino({ level, base: { name } }, pino.destination(2));

/** A logger that writes nothing. */
export const silentLog: Logger = pino({ level: 'silent' });
