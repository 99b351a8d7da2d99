import { pino, type Level, type Logger } from 'pino';
import { z } from 'zod';
import { parseEnvironment, type Environment } from './configuration.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const satisfies readonly Level[];

export const parseLogLevel = (environment: Environment): Level =>
  parseEnvironment(environment, {
    LOG_LEVEL: z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).default('info'),
  }).LOG_LEVEL;

/** Structured lines on standard error, so that standard output stays free for what a command prints. */
export const createLog = (name: string, level: Level): Logger => pino({ level, base: { name } }, pino.destination(2));

export const silentLog: Logger = pino({ level: 'silent' });
