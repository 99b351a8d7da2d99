import {
  execute,
  getVariableValues,
  GraphQLError,
  Kind,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { readRequirements } from '../../subgraphs/shared/authorization/requirements.ts';
import { shieldSchema } from '../../subgraphs/shared/authorization/shield.ts';
import { GraphError } from '../../subgraphs/shared/errors.ts';
import type { Access } from '../access/access.ts';
import { auditedReads } from '../audit/acts.ts';
import { readCostModel, type CostModel } from '../cost/model.ts';
import { splitIntrospection } from '../introspection/introspection.ts';
import { contractApi, partnerTag } from '../partners/contract.ts';
import { accessCaller } from './caller.ts';
import { cutDenied, type SentOperation } from './cut.ts';
import { enter, findEntrances, type Entrance } from './entrances.ts';
import { inlineOperation, responseKey, type InlinedOperation } from './inline.ts';
import { createPlaceholderSchema, type Placeholder, type ProbeContext } from './placeholders.ts';
import { createVerdicts, verdictKey, type Verdicts } from './verdicts.ts';

/** What may not be fetched, by its node in the inlined operation. */
export type Denied = ReadonlyMap<FieldNode, GraphError>;

export interface Verdict {
  readonly denied: Denied;
  /** What is left to be planned and fetched, without introspection; null where nothing is. */
  readonly sent: SentOperation | null;
  /** The variables are not what the operation declares: nothing of it can be answered. */
  readonly invalid: readonly GraphQLError[];
}

/** A verdict, and the variables as the schema reads them. */
export interface Judgement extends Verdict {
  readonly variables: Record<string, unknown>;
}

/** An operation made ready to be judged, again and again. */
export interface PreparedOperation extends InlinedOperation {
  /** "Type.field" of each field. */
  readonly coordinates: ReadonlyMap<FieldNode, string>;
  /** Those whose reading is recorded. */
  readonly audited: ReadonlySet<string>;
  /** The part that asks about the schema itself. */
  readonly introspection: OperationDefinitionNode | null;
  readonly entrances: readonly Entrance[];
  readonly verdicts: Verdicts;
}

export interface Authorizer {
  /** What a field costs. */
  readonly costs: CostModel;
  /** What partners see of the API; null: nothing. */
  readonly partnerApi: GraphQLSchema | null;
  readonly api: GraphQLSchema;
  /** The operation with its fragments written out; the same for the same document. */
  prepare(document: DocumentNode, operation: OperationDefinitionNode): PreparedOperation;
  /** Tries the operation out, before anything is planned or fetched. Looks up what the operation names, and only that. */
  authorize(prepared: PreparedOperation, variables: Record<string, unknown>, access: Access): Promise<Judgement>;
  /** Whether it is part of what partners see; told once for each operation. */
  isForPartners(prepared: PreparedOperation, document: DocumentNode): boolean;
  /** Whether the API has all that the document asks. */
  knows(document: DocumentNode): boolean;
}

/** The rules of the supergraph's SDL as graphql-shield around placeholders, since @apollo/gateway never runs a shield around its own schema. */
export function createAuthorizer(supergraphSdl: DocumentNode, apiSchema: GraphQLSchema): Authorizer {
  const placeholders = createPlaceholderSchema(apiSchema);
  const requirements = readRequirements(supergraphSdl);
  const schema = shieldSchema(placeholders, requirements, accessCaller);
  const auditable = auditedReads(requirements);
  const prepared = new WeakMap<OperationDefinitionNode, PreparedOperation>();

  async function probe(
    { operation, unconditional, counterparts, audited }: PreparedOperation,
    variables: Record<string, unknown>,
    access: Access,
  ): Promise<Verdict> {
    const { errors = [] } = await execute({
      schema,
      document: { kind: Kind.DOCUMENT, definitions: [unconditional] },
      variableValues: variables,
      rootValue: { scopes: access.scopes } satisfies Placeholder,
      contextValue: { access } satisfies ProbeContext,
    });
    const denied = new Map<FieldNode, GraphError>();
    for (const error of errors) {
      if (!error.path) continue;
      // A rule's error stands at the fields; graphql-js's own at an argument's value, which is refused whatever the object's type.
      const fields = (error.nodes ?? []).flatMap((node) =>
        node.kind === Kind.FIELD ? (counterparts.get(node) ?? []) : [],
      );
      const refused =
        fields.length > 0
          ? fields
          : fieldsAt([unconditional.selectionSet], error.path).flatMap((node) => counterparts.get(node) ?? []);
      // One that names no place could only be let through, or end everything.
      if (refused.length === 0) throw new GraphError('INTERNAL', { cause: error });
      for (const field of refused) denied.set(field, toGraphError(error));
    }
    const { introspection, rest } = splitIntrospection(operation);
    return {
      denied,
      sent: rest && cutDenied(apiSchema, rest, denied, audited.size > 0, denied.size > 0 || introspection !== null),
      invalid: errors.filter(({ path }) => !path),
    };
  }

  const partnerApi = contractApi(supergraphSdl, partnerTag);
  const forPartners = new WeakMap<PreparedOperation, boolean>();

  return {
    costs: readCostModel(supergraphSdl),
    partnerApi,
    api: apiSchema,

    isForPartners(operation, document) {
      const known = forPartners.get(operation);
      if (known !== undefined) return known;
      const isOne =
        partnerApi !== null &&
        partnerApi.getRootType(operation.operation.operation) !== undefined &&
        validate(partnerApi, document).length === 0;
      forPartners.set(operation, isOne);
      return isOne;
    },
    knows: (document) => validate(apiSchema, document).length === 0,

    prepare(document, operation) {
      const known = prepared.get(operation);
      if (known) return known;
      const inlined = inlineOperation(document, operation);
      const coordinates = coordinatesIn(apiSchema, inlined.operation);
      const entry = {
        ...inlined,
        coordinates,
        audited: new Set([...coordinates.values()].filter((coordinate) => auditable.has(coordinate))),
        introspection: splitIntrospection(inlined.operation).introspection,
        entrances: findEntrances(placeholders, inlined.unconditional),
        verdicts: createVerdicts(),
      };
      prepared.set(operation, entry);
      return entry;
    },

    async authorize(operation, variables, access) {
      const { entrances, verdicts, unconditional } = operation;
      const { coerced, errors } = getVariableValues(placeholders, unconditional.variableDefinitions ?? [], variables);
      if (!coerced) return { denied: new Map(), sent: null, invalid: errors, variables };
      const entered = await enter(entrances, coerced, access);
      // What could not be found out now may be known to the next: nothing is kept of it.
      const key = entered && verdictKey(access, entered, coerced);
      const kept = key === undefined ? undefined : verdicts.get(key);
      if (kept) return { ...kept, variables: coerced };
      const verdict = await probe(operation, variables, access);
      if (key !== undefined) verdicts.set(key, verdict);
      return { ...verdict, variables: coerced };
    },
  };
}

/** What each field is, in the schema's terms. */
function coordinatesIn(schema: GraphQLSchema, operation: OperationDefinitionNode): Map<FieldNode, string> {
  const coordinates = new Map<FieldNode, string>();
  const types = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(types, {
      Field: (node) => void coordinates.set(node, `${types.getParentType()?.name ?? ''}.${node.name.value}`),
    }),
  );
  return coordinates;
}

/** What stands at a path of an answer, in the schema's terms. */
export function coordinatesAt(
  { operation, coordinates }: PreparedOperation,
  path: readonly (string | number)[],
): string | null {
  const [field] = fieldsAt([operation.selectionSet], path);
  return (field && coordinates.get(field)) ?? null;
}

/** The fields that a path of an answer leads to. */
function fieldsAt(sets: readonly SelectionSetNode[], path: readonly (string | number)[]): FieldNode[] {
  const [key, ...rest] = path.filter((element) => typeof element === 'string');
  const within = (set: SelectionSetNode): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return selection.kind === Kind.FIELD && responseKey(selection) === key ? [selection] : [];
    });
  const found = sets.flatMap(within);
  return rest.length === 0
    ? found
    : fieldsAt(
        found.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
        rest,
      );
}

/** What lies underneath: an error of ours, or graphql-js speaking of an argument. That one's rule has not run, so its field is cut all the same. */
function toGraphError(error: GraphQLError): GraphError {
  let cause: Error = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  if (cause instanceof GraphError) return cause;
  return cause instanceof GraphQLError
    ? new GraphError('BAD_USER_INPUT', { message: cause.message })
    : new GraphError('INTERNAL', { cause });
}
