import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(`../queries/${name}`, import.meta.url), 'utf8');

export const customerView = read('customer-view.graphql');
export const customerViews = read('customer-views.graphql');
export const everyField = read('every-field.graphql');
export const everyFieldExceptions = read('every-field.exceptions.md');
