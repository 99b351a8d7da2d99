/** Replaces `@jest/globals` with the globals that the runner defines. */
export const { jest, expect, test, it, describe, beforeAll, beforeEach, afterAll, afterEach } = globalThis;
