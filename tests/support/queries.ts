import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(`../queries/${name}`, import.meta.url), 'utf8');

export const customerView = read('customer-view.graphql');
export const customerViews = read('customer-views.graphql');
export const everyField = read('every-field.graphql');
export const everyFieldExceptions = read('every-field.exceptions.md');

/** Asks what introspection of this server can do, in the way of Apollo Kotlin 4.0: five root fields of one document. */
export const kotlinCapabilities = `
  query PreIntrospectionQuery {
    ${Object.entries({
      schema: '__Schema',
      type: '__Type',
      directive: '__Directive',
      field: '__Field',
      inputValue: '__InputValue',
    })
      .map(([alias, name]) => `${alias}: __type(name: "${name}") { ...TypeFields }`)
      .join('\n    ')}
  }
  fragment TypeFields on __Type { fields { name args { name } } }
`;
