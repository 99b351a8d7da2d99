import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Logger } from 'pino';
import { accountOfMutation } from '../subgraphs/shared/authorization/shield.ts';
import { defaultMessages, GraphError } from '../subgraphs/shared/errors.ts';
import type { Access } from './access/access.ts';
import {
  attempts,
  outcomeOf,
  reads,
  refusedAccounts,
  refusedFields,
  refusedRequest,
  refusedWithin,
  takeMarks,
  type Seen,
} from './audit/acts.ts';
import type { Audit } from './audit/audit.ts';
import {
  coordinatesAt,
  type Authorizer,
  type Denied,
  type Judgement,
  type PreparedOperation,
} from './authorization/authorizer.ts';
import { responseKey } from './authorization/inline.ts';
import { restoreDenied } from './authorization/restore.ts';
import type { GatewayContext } from './context.ts';
import { estimateCalls } from './cost/estimate.ts';
import { placeErrors } from './errors/place.ts';
import type { Identity } from './identity/identity.ts';
import { introspect } from './introspection/introspection.ts';
import type { Consumption, RateLimits } from './limits/rate.ts';

export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type ExecutionRequest = Parameters<Executor>[0];
type ExecutionResult = Awaited<ReturnType<Executor>>;

export interface ExecutorOptions {
  /** @apollo/gateway's own: plans and fetches. */
  readonly inner: Executor;
  /** The rules of the supergraph that is in use. */
  readonly authorizer: () => Authorizer;
  /** The most calls that one operation may cost, by the kind of caller. */
  readonly budgets: Readonly<Record<Identity['kind'], number>>;
  readonly rateLimits: RateLimits;
  readonly audit: Audit;
  readonly log: Logger;
}

/** Around the gateway's own executor: count the cost, count the caller, authorize, record, cut, fetch, restore, and say each failure once, where the client looks. */
export function createExecutor({ inner, authorizer, budgets, rateLimits, audit, log }: ExecutorOptions): Executor {
  return async (request) => {
    const { document, context: untyped } = request;
    // Apollo Server promises one, and hands over none where the document has no operation of the name.
    const operation = request.operation as OperationDefinitionNode | undefined;
    if (!operation) return { errors: [new GraphQLError('The document has no such operation.')] };
    const context = untyped as unknown as GatewayContext;
    const variables = request.request.variables ?? {};
    const { access, actor, cost } = context;
    const isMutation = operation.operation === OperationTypeNode.MUTATION;

    async function count(policy: Consumption['policy'], key: string, points: number): Promise<void> {
      if (points === 0) return;
      const { isExceeded, isFirst, ...standing } = await rateLimits.consume({
        policy,
        key,
        kind: access.kind,
        points,
        isMutation,
      });
      context.standings.set(`${policy} ${key}`, standing);
      if (isFirst) await recorded([refusedRequest(actor, 'RATE_LIMITED')]);
      if (isExceeded) throw new GraphError('RATE_LIMITED');
    }

    try {
      let rules = authorizer();
      let prepared = rules.prepare(document, operation);
      cost.asked = estimateCalls(rules.api, rules.costs, prepared.operation, variables);
      if (access.kind === 'PARTNER' && !rules.isForPartners(prepared, document)) {
        await recorded([refusedRequest(actor, 'FORBIDDEN')]);
        return { errors: [replaced()] };
      }
      if (cost.asked > budgets[access.kind]) {
        await recorded([refusedRequest(actor, 'OPERATION_TOO_COSTLY')]);
        throw new GraphError('OPERATION_TOO_COSTLY', {
          message: `${defaultMessages.OPERATION_TOO_COSTLY} It may take ${cost.asked} calls to the systems behind the graph, and ${budgets[access.kind]} are allowed: ask for shorter lists, or in several requests.`,
        });
      }
      // The request itself was counted when it came; a change is counted again, so that it is not made while nobody counts.
      await count('principal', context.rateKey, Math.max(cost.asked, isMutation ? 1 : 0));
      if (isMutation) access.prepareToChange();
      let verdict = await rules.authorize(prepared, variables, access);
      // Rules of one supergraph say nothing of another that has come meanwhile.
      while (authorizer() !== rules) {
        rules = authorizer();
        if (!rules.knows(document)) return { errors: [replaced()] };
        prepared = rules.prepare(document, operation);
        if (access.kind === 'PARTNER' && !rules.isForPartners(prepared, document)) return { errors: [replaced()] };
        verdict = await rules.authorize(prepared, variables, access);
      }
      if (verdict.invalid.length > 0) return { errors: verdict.invalid.map(asBadInput) };
      context.assertion = access.assertion();
      const accounts = [...new Set(Object.values(context.assertion.accounts).map(({ id }) => id))];
      await Promise.all(
        accounts.map((id) => count('tenant', `${access.kind} ${id}`, 1 + Math.ceil(cost.asked / accounts.length))),
      );

      const { denied } = verdict;
      // A mutation in an account that is not theirs is refused once, by its own name.
      const refusals = isMutation
        ? refusedFields(actor, denied, prepared.coordinates, [...accounts, ...access.refused()])
        : [
            ...refusedFields(actor, denied, prepared.coordinates, accounts),
            ...refusedAccounts(actor, access.refused()),
          ];
      const refused = isMutation ? refusedMutations(prepared.operation, denied) : [];
      if (refused.length > 0) {
        await recorded(refusals);
        return { data: null, errors: refused, extensions: { cost } };
      }
      return await run(request, rules, prepared, verdict, refusals);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.code === 'RATE_LIMITED') context.answer.status = 429;
      return { errors: [toGraphQLError(error)], extensions: { cost } };
    }

    /** What was refused and read is recorded whether or not that succeeds: reading goes on. */
    async function recorded(acts: Parameters<Audit['record']>[0]): Promise<void> {
      await audit.record(acts).catch(() => undefined);
    }

    async function run(
      { schema }: ExecutionRequest,
      rules: Authorizer,
      prepared: PreparedOperation,
      judged: Judgement,
      refusals: Parameters<Audit['record']>[0],
    ): Promise<ExecutionResult> {
      const { operation: inlined, coordinates, audited, introspection } = prepared;
      const { denied, sent } = judged;
      const mutations = isMutation ? await mutationsOf(prepared, judged, access) : [];
      const attempted = attempts(actor, mutations);
      try {
        // What is not written down is not done.
        await audit.record(attempted);
      } catch (error) {
        throw new GraphError('UPSTREAM_UNAVAILABLE', {
          cause: error,
          message: 'Changes cannot be recorded at the moment: nothing is changed meanwhile.',
        });
      }

      const result: ExecutionResult = sent
        ? await inner({ ...request, ...sent }).catch(async (error: unknown) => {
            await recorded([...refusals, ...attempted.map((attempt) => outcomeOf(attempt, null, null))]);
            throw error;
          })
        : { data: {} };
      const asked = introspection
        ? await introspect(
            access.kind === 'PARTNER' ? (rules.partnerApi ?? nothing()) : rules.api,
            introspection,
            variables,
          )
        : {};
      const code = (key: string): string | null => {
        const found = result.errors?.find(({ path }) => path?.[0] === key)?.extensions.code;
        return typeof found === 'string' ? found : null;
      };
      const ended = attempted.map((attempt, index) => {
        const key = mutations[index]?.key ?? '';
        return outcomeOf(attempt, result.data?.[key], code(key));
      });
      const kept = new Set(
        [...audited].filter((coordinate) =>
          [...coordinates].some(([node, each]) => each === coordinate && !denied.has(node)),
        ),
      );
      const answered = result.data
        ? takeMarks(inlined, result.data as Record<string, unknown>, result.errors ?? [], coordinates, kept)
        : new Map<string, Seen>();
      const within = refusedWithin(
        actor,
        result.errors ?? [],
        (path) => coordinatesAt(prepared, path),
        Object.values(context.assertion.accounts).map(({ id }) => id),
      );
      await recorded([...refusals, ...within, ...reads(actor, answered), ...ended]);
      if (result.data === undefined) return { ...result, extensions: { cost } };

      const data = result.data && { ...result.data, ...asked };
      const restored =
        denied.size === 0 && !introspection
          ? { data, errors: [] }
          : restoreDenied({ schema, operation: inlined, variables, data, denied });
      const errors = placeErrors([...(result.errors ?? []), ...restored.errors, ...silentFailures(result)], inlined);
      if (errors.length > 0)
        log.debug(
          { errors: errors.map(({ path, extensions }) => ({ path, code: extensions.code })) },
          'partial answer',
        );
      return { data: restored.data, ...(errors.length > 0 && { errors }), extensions: { cost } };
    }
  };
}

/** One mutation that is refused refuses them all, before any has run: the answer would be null, and say nothing of what the others did. */
function refusedMutations(operation: OperationDefinitionNode, denied: Denied): GraphQLError[] {
  return rootFields(operation.selectionSet).flatMap((field) => {
    const error = denied.get(field);
    return error
      ? [
          new GraphQLError(error.message, {
            path: [responseKey(field)],
            extensions: error.extensions,
            originalError: error,
          }),
        ]
      : [];
  });
}

/** What is going to be changed, and in which account: by the id that it has now. */
async function mutationsOf(
  { operation, entrances, counterparts }: PreparedOperation,
  { variables }: Judgement,
  access: Access,
): Promise<{ action: string; accountId: string | null; key: string }[]> {
  const asked = new Set(askedFields(operation.selectionSet, variables));
  const mutations = entrances.filter(
    ({ coordinate, node }) =>
      coordinate.startsWith('Mutation.') && !coordinate.includes('__') && asked.has(counterparts.get(node) ?? node),
  );
  return Promise.all(
    mutations.map(async ({ coordinate, node, field }) => {
      const named = accountOfMutation(getArgumentValues(field, node, variables));
      return {
        action: coordinate,
        accountId: named === null ? null : ((await access.account(named))?.id ?? named),
        key: responseKey(node),
      };
    }),
  );
}

/** The root fields that `@skip` and `@include` leave, on them and on the fragments around them. */
const askedFields = (set: SelectionSetNode, variables: Record<string, unknown>): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (
      selection.kind === Kind.FRAGMENT_SPREAD ||
      getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true ||
      getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false
    )
      return [];
    return selection.kind === Kind.FIELD ? [selection] : askedFields(selection.selectionSet, variables);
  });

const nothing = (): never => {
  throw new GraphError('FORBIDDEN');
};

const rootFields = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? [selection]
      : selection.kind === Kind.INLINE_FRAGMENT
        ? rootFields(selection.selectionSet)
        : [],
  );

/** The gateway reports a null at a non-null field in an extension alone, where no client looks. */
function silentFailures({ data, errors = [], extensions }: ExecutionResult): GraphQLError[] {
  const completion: unknown = extensions?.valueCompletion;
  if (!Array.isArray(completion) || (data === null && errors.length > 0)) return [];
  return completion.map(
    (error: GraphQLError) =>
      new GraphQLError(error.message, {
        path: error.path ?? [],
        extensions: { code: 'UPSTREAM_INVALID_RESPONSE', retryable: false },
      }),
  );
}

const toGraphQLError = (error: GraphError): GraphQLError =>
  new GraphQLError(error.message, { extensions: error.extensions, originalError: error });

const replaced = (): GraphQLError =>
  new GraphQLError('The API changed while the request was under way, and does not have all of this any more.', {
    extensions: { code: 'BAD_USER_INPUT', retryable: false },
  });

const asBadInput = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
