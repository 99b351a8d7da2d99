import { getVariableValues, GraphQLError, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { shieldSchema } from '@customer-graph/authorization/shield';
import type { Access } from '../access/access.ts';
import { auditedFields } from '../audit/audited-fields.ts';
import { readCostModel, type CostModel } from '../cost/model.ts';
import { readDependents, type Dependents } from '../errors/dependents.ts';
import { contractApi, partnerTag } from '../partners/contract.ts';
import { toGeneralForm } from '../planning/general-form.ts';
import { accessCaller } from './caller.ts';
import { decisionKey } from './decision-cache.ts';
import type { Decision, ReusableDecision } from './decision.ts';
import { createPlaceholderSchema } from './placeholders.ts';
import { createPrepareOperation, type PreparedOperation, type PrepareOperation } from './prepared-operation.ts';
import { probe } from './probe.ts';
import { pruneDenied } from './prune.ts';
import { scopesAtRootAccounts } from './root-accounts.ts';

/** The authorization rules of one supergraph. */
export interface Authorizer {
  readonly costs: CostModel;
  readonly dependents: Dependents;
  /** The part of the API that is published to partners; null: none. */
  readonly partnerApi: GraphQLSchema | null;
  readonly api: GraphQLSchema;
  /** Returns the same result for the same operation node. */
  readonly prepare: PrepareOperation;
  /**
   * Decides which fields the caller may have, before planning. Looks up only the accounts that the operation reaches.
   *
   * @param variables as the client sent them
   */
  authorize(prepared: PreparedOperation, variables: Record<string, unknown>, access: Access): Promise<Decision>;
  /** Whether the operation uses only the part of the API that is published to partners. */
  isForPartners(prepared: PreparedOperation, document: DocumentNode): boolean;
  /** Whether the document is valid for the API. */
  knows(document: DocumentNode): boolean;
}

/**
 * Authorizes by the rules in the supergraph's SDL. They run as graphql-shield around placeholder resolvers, because
 * @apollo/gateway does not run a shield around its own schema.
 */
export function createAuthorizer(supergraphSdl: DocumentNode, apiSchema: GraphQLSchema): Authorizer {
  const placeholders = createPlaceholderSchema(apiSchema);
  const requirements = readRequirements(supergraphSdl);
  const shielded = shieldSchema(placeholders, requirements, accessCaller);
  const partnerApi = contractApi(supergraphSdl, partnerTag);
  const isPublished = new WeakMap<PreparedOperation, boolean>();

  async function decide(
    prepared: PreparedOperation,
    variables: Record<string, unknown>,
    access: Access,
  ): Promise<ReusableDecision> {
    const { denied, invalid } = await probe(shielded, prepared, variables, access);
    const { rest, introspection, audited } = prepared;
    const marksTypes = denied.size > 0 || introspection !== null;
    const pruned =
      rest && pruneDenied({ schema: apiSchema, operation: rest, denied, marksAccounts: audited.size > 0, marksTypes });
    return { denied, sent: pruned && toGeneralForm(apiSchema, pruned), invalid };
  }

  return {
    costs: readCostModel(supergraphSdl),
    dependents: readDependents(supergraphSdl),
    partnerApi,
    api: apiSchema,
    prepare: createPrepareOperation(placeholders, auditedFields(requirements)),
    knows: (document) => validate(apiSchema, document).length === 0,

    isForPartners(prepared, document) {
      const known = isPublished.get(prepared);
      if (known !== undefined) return known;
      const isValid =
        partnerApi !== null &&
        // graphql-js validates no operation of a kind that the schema lacks.
        partnerApi.getRootType(prepared.operation.operation) !== undefined &&
        validate(partnerApi, document).length === 0;
      isPublished.set(prepared, isValid);
      return isValid;
    },

    async authorize(prepared, variables, access) {
      const { rootAccounts, decisions, unconditional } = prepared;
      const { coerced, errors } = getVariableValues(placeholders, unconditional.variableDefinitions ?? [], variables);
      if (!coerced) return { denied: new Map(), sent: null, invalid: errors, variables };
      // A nullable variable with a default is valid in a condition, but null is no answer to it (GraphQL, 6.4.1).
      const invalid = [...prepared.conditions]
        .filter((name) => coerced[name] === null)
        .map((name) => new GraphQLError(`Variable "$${name}" must not be null, because @skip or @include needs it.`));
      if (invalid.length > 0) return { denied: new Map(), sent: null, invalid, variables };
      const scopes = await scopesAtRootAccounts(rootAccounts, coerced, access);
      // A failed look-up may succeed for the next request, so such a decision is not cached.
      if (!scopes) return { ...(await decide(prepared, coerced, access)), variables: coerced };
      const key = decisionKey(access, scopes, coerced);
      const cached = decisions.get(key);
      if (cached) return { ...cached, variables: coerced };
      const decision = await decide(prepared, coerced, access);
      decisions.set(key, decision);
      return { ...decision, variables: coerced };
    },
  };
}
