export const aggregations = ['SUM', 'COUNT', 'UNIQUE', 'MAX', 'LAST'] as const;
export type MeterAggregation = (typeof aggregations)[number];

export interface Meter {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly aggregation: MeterAggregation;
}

/** Whether twice the time gives about twice the value. A distinct value counts once, however long the period. */
export const growsWithTime = (aggregation: MeterAggregation): boolean =>
  aggregation === 'SUM' || aggregation === 'COUNT';

/** Whether values are additive over time. MAX and LAST are levels. */
export const addsUp = (aggregation: MeterAggregation): boolean => aggregation !== 'MAX' && aggregation !== 'LAST';
