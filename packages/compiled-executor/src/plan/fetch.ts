import { applyRewrites } from '@apollo/gateway/dist/dataRewrites.js';
import type { FetchDataRewrite, FetchNode } from '@apollo/query-planner';
import { parse, type GraphQLSchema } from 'graphql';
import type { PlannedFetch, ResponsePath } from '../compiled-operation.ts';
import { NotCovered } from '../not-covered.ts';
import { relocateErrors } from './errors.ts';
import { deepMerge } from './merge.ts';
import { compileRequires, type Represent } from './requires.ts';
import type { PlanRun, Step } from './step.ts';

type Data = Record<string, unknown>;

interface CompiledFetch {
  readonly planned: PlannedFetch;
  readonly represent: Represent | null;
  readonly variablesOf: (run: PlanRun) => Data;
  readonly rewriteInput: (representation: Data) => void;
  readonly rewriteOutput: (data: Data) => void;
}

/** Compiles a fetch. An error of it costs its own part of the answer. */
export function compileFetch(node: FetchNode, schema: GraphQLSchema): { planned: PlannedFetch; step: Step } {
  // @apollo/gateway ignores these, and a plan with them is not executed correctly by either.
  if (node.contextRewrites?.length) throw new NotCovered('UNSUPPORTED_PLAN');
  const planned: PlannedFetch = {
    subgraph: node.serviceName,
    operation: node.operation,
    document: node.operationDocumentNode ?? parse(node.operation, { noLocation: true }),
    operationName: node.operationName,
    kind: node.operationKind,
  };
  const rewriteWith = (rewrites: FetchDataRewrite[] | undefined) => (data: Data) =>
    rewrites && applyRewrites(schema, rewrites, data);
  const fetch: CompiledFetch = {
    planned,
    represent: node.requires ? compileRequires(schema, node.requires) : null,
    variablesOf: variablesReader(node.variableUsages ?? []),
    rewriteInput: rewriteWith(node.inputRewrites),
    rewriteOutput: rewriteWith(node.outputRewrites),
  };
  const step: Step = async (run, place, path) => {
    const entities = Array.isArray(place)
      ? place.filter((entity: unknown) => entity !== null && entity !== undefined)
      : [place];
    if (entities.length === 0) return;
    try {
      await (fetch.represent ? fetchEntities(fetch, run, entities, path) : fetchFields(fetch, run, entities, path));
    } catch (error) {
      run.errors.push(error as Error);
    }
  };
  return { planned, step };
}

const variablesReader =
  (names: readonly string[]) =>
  ({ variables }: PlanRun): Data => {
    const used = Object.create(null) as Data;
    for (const name of names)
      if (Object.hasOwn(variables, name) && variables[name] !== undefined) used[name] = variables[name];
    return used;
  };

async function fetchFields(fetch: CompiledFetch, run: PlanRun, targets: readonly unknown[], path: ResponsePath) {
  const data = await send(fetch, run, fetch.variablesOf(run), path);
  if (data) fetch.rewriteOutput(data);
  for (const target of targets) deepMerge(target, data);
}

async function fetchEntities(fetch: CompiledFetch, run: PlanRun, entities: readonly unknown[], path: ResponsePath) {
  const representations: Data[] = [];
  const targets: unknown[] = [];
  for (const entity of entities) {
    const representation = fetch.represent?.(entity);
    if (!representation?.['__typename']) continue;
    fetch.rewriteInput(representation);
    representations.push(representation);
    targets.push(entity);
  }
  if (representations.length === 0) return;
  const variables = fetch.variablesOf(run);
  if ('representations' in variables) throw new Error('Variables cannot contain key "representations"');
  variables['representations'] = representations;
  const data = await send(fetch, run, variables, path);
  if (!data) return;
  const received = data['_entities'];
  if (!Array.isArray(received)) throw new Error('Expected "data._entities" in response to be an array');
  if (received.length !== representations.length)
    throw new Error(`Expected "data._entities" to contain ${representations.length} elements`);
  for (let index = 0; index < received.length; index += 1) {
    const entity = received[index] as Data | null | undefined;
    const target = targets[index];
    if (entity && !entity['__typename']) entity['__typename'] = (target as Data)['__typename'];
    if (entity) fetch.rewriteOutput(entity);
    deepMerge(target, entity);
  }
}

async function send({ planned, represent }: CompiledFetch, run: PlanRun, variables: Data, path: ResponsePath) {
  const response = await run.fetch(planned, variables, path);
  if (response.errors)
    run.errors.push(
      ...relocateErrors(response.errors, planned.subgraph, {
        path,
        isEntityFetch: represent !== null,
        root: run.data,
      }),
    );
  return response.data;
}
