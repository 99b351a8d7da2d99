import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parse, type OperationDefinitionNode } from 'graphql';
import { inlineOperation } from '../gateway/authorization/inline.ts';
import { createErrorFormatter } from '../gateway/errors/format.ts';
import { relocateErrors } from '../gateway/errors/relocate.ts';
import { silentLog } from '@customer-graph/process/log';

const document = parse(
  '{ accounts { edges { node { ...F } } } } fragment F on Account { id bill: billing { balance { amount } } }',
);
const { operation } = inlineOperation(document, document.definitions[0] as OperationDefinitionNode);
const answered = { operation, coordinates: new Map(), dependents: new Map(), data: null };
const error = (path: (string | number)[] | undefined, code = 'UPSTREAM_UNAVAILABLE') =>
  new GraphQLError('x', { path: path ?? null, extensions: { code } });

describe('errors', () => {
  test('at fields that the client did not request move to the nearest requested ancestor', () => {
    const placed = relocateErrors(
      [
        error(['accounts', 'edges', 3, 'node', 'links']),
        error(['accounts', 'edges', 0, 'node', 'bill', 'balance']),
        error(undefined),
      ],
      answered,
    );
    expect(placed.map(({ path }) => path)).toEqual([
      ['accounts', 'edges', 3, 'node'],
      ['accounts', 'edges', 0, 'node', 'bill', 'balance'],
      [],
    ]);
  });

  test('are merged when message and path are equal', () => {
    const node = ['accounts', 'edges', 0, 'node'];
    const placed = relocateErrors(
      [
        error([...node, 'links']),
        error([...node, 'billingFacts']),
        error([...node, 'links'], 'UPSTREAM_TIMEOUT'),
        error(['accounts', 'edges', 1, 'node', 'links']),
      ],
      answered,
    );
    expect(placed.map(({ path, extensions }) => `${String(path)} ${String(extensions.code)}`)).toEqual([
      'accounts,edges,0,node UPSTREAM_UNAVAILABLE',
      'accounts,edges,0,node UPSTREAM_TIMEOUT',
      'accounts,edges,1,node UPSTREAM_UNAVAILABLE',
    ]);
  });

  test('have a documented code, our own message, and nothing else', () => {
    const format = createErrorFormatter(silentLog, true);
    const given = {
      message: 'connect ECONNREFUSED http://secret',
      path: ['account'],
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'billing', stacktrace: ['x'], url: 'http://secret' },
    };
    expect(format(given, new Error('x'))).toEqual({
      message: 'Something went wrong.',
      path: ['account'],
      extensions: { code: 'INTERNAL', retryable: false },
    });
    const away = {
      message: 'vendor text',
      extensions: { code: 'UPSTREAM_TIMEOUT', system: 'CRM', serviceName: 'accounts', retryable: true },
    };
    expect(format(away, new Error('x'))).toEqual({
      message: 'The system that owns this did not answer in time.',
      extensions: { code: 'UPSTREAM_TIMEOUT', system: 'CRM', retryable: true },
    });
    expect(
      format({ message: 'Cannot query field "x".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, new Error('x')),
    ).toMatchObject({ message: 'Cannot query field "x".', extensions: { code: 'BAD_USER_INPUT' } });
  });
});
