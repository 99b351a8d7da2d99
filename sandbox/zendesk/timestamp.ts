/** The current time in the API's format: RFC 3339 in whole seconds. */
export const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
