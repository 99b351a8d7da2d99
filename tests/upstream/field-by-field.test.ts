import { describe, expect, test } from '@jest/globals';
import { GraphError } from '@customer-graph/protocol/errors';
import { fieldByField, withFields } from '@customer-graph/upstream/field-by-field';

interface Invoice {
  readonly number: string;
  readonly total: number;
}

const unusable = (): never => {
  throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'BILLING' });
};

describe('fieldByField', () => {
  test('reads a field once, when it is first used', () => {
    const reads: string[] = [];
    const invoice = fieldByField<Invoice>({
      number: () => {
        reads.push('number');
        return 'A-1';
      },
      total: unusable,
    });
    expect(reads).toEqual([]);
    expect([invoice.number, invoice.number]).toEqual(['A-1', 'A-1']);
    expect(reads).toEqual(['number']);
  });

  test('throws for an unusable value at its own field only, also in an extended copy', () => {
    const invoice = withFields(fieldByField<Invoice>({ number: () => 'A-1', total: unusable }), { position: 'x' });
    expect({ number: invoice.number, position: invoice.position }).toEqual({ number: 'A-1', position: 'x' });
    expect(() => invoice.total).toThrow(GraphError);
    expect(Object.keys(invoice)).toEqual(['number', 'total', 'position']);
  });
});
