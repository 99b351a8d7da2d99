import { describe, expect, test } from '@jest/globals';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import { read, supergraphFile } from '../../schema/files.ts';
import { compareDrawn } from './differential.ts';
import { loadGraph } from './graph.ts';
import { composeSubgraphs } from './subgraphs.ts';

const seed = 50_000;

describe('the compiled executor', () => {
  test('answers drawn operations over a supergraph with all parts of federation as @apollo/gateway does', async () => {
    const { differences, ways } = await compareDrawn(loadGraph(composeSubgraphs()), 250, seed);
    expect(differences).toEqual([]);
    expect(ways.get('compiled')).toBeGreaterThan(250);
  });

  test('answers drawn operations over our own supergraph as @apollo/gateway does', async () => {
    const graph = loadGraph(prepareSupergraph(read(supergraphFile)).sdl);
    const { differences, ways } = await compareDrawn(graph, 80, seed);
    expect(differences).toEqual([]);
    expect(ways.get('compiled')).toBeGreaterThan(80);
  });
});
