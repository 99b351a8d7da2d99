import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import type { Identity } from '../identity/identity.ts';
import { asksIntrospection } from '../introspection/introspection.ts';
import { parseWithinLimits } from '../limits/operation-limits.ts';
import { RequestErrors } from './request-errors.ts';

export interface CheckDocumentOptions {
  readonly api: GraphQLSchema;
  /** The part of the API for partners; null: no part is published. */
  readonly partner: GraphQLSchema | null;
  /** Whether customers and anonymous callers may use introspection. */
  readonly openIntrospection: boolean;
}

/**
 * Checks an operation's text: limits, introspection, kinds of operations, and the partners' API.
 *
 * @throws GraphError or RequestErrors, for the client
 */
export function checkDocument(text: string, { kind }: Identity, options: CheckDocumentOptions): void {
  const { api, partner, openIntrospection } = options;
  const document = parseWithinLimits(text, api);
  // Apollo Server parses it again and reports the syntax error.
  if (document === null) return;
  const mayIntrospect = openIntrospection || kind === 'STAFF' || kind === 'PARTNER';
  if (!mayIntrospect && asksIntrospection(document))
    throw new GraphError('FORBIDDEN', { message: 'Introspection is disabled. Use the published schema.' });
  if (kind === 'PARTNER' && partner === null) throw new GraphError('FORBIDDEN');
  const schema = kind === 'PARTNER' && partner ? partner : api;
  assertRootTypes(document, schema, kind);
  if (schema === api) return;
  const errors = validate(schema, document);
  if (errors.length > 0) throw new RequestErrors(errors);
}

/** graphql-js accepts every operation whose root type the schema lacks. */
function assertRootTypes(document: DocumentNode, schema: GraphQLSchema, kind: Identity['kind']): void {
  const withoutRoot = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && !schema.getRootType(definition.operation),
  );
  if (!withoutRoot) return;
  if (withoutRoot.operation === OperationTypeNode.SUBSCRIPTION)
    throw badInput('Subscriptions are not offered. Use queries and mutations.');
  throw new RequestErrors([
    new GraphQLError(
      `The API${kind === 'PARTNER' ? ' for partners' : ''} has no operations of the type ${withoutRoot.operation}.`,
    ),
  ]);
}
