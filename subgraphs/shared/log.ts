import { pino, type Logger } from 'pino';

/** Structured lines on standard error, so that standard output stays free for what a command prints. */
export const createLog = (name: string, level = 'info'): Logger => pino({ name, level, base: { name } }, pino.destination(2));

export const silentLog: Logger = pino({ level: 'silent' });
