import { existsSync } from 'node:fs';

/** Imported before a program by its npm script: variables of .env, where there is one, for those that are not set. */
if (existsSync('.env')) process.loadEnvFile('.env');
