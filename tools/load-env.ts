import { existsSync } from 'node:fs';

/** Loads .env, if it exists. Variables of the environment take precedence. npm scripts import this file before the program. */
if (existsSync('.env')) process.loadEnvFile('.env');
