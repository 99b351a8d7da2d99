export const aggregations = ['SUM', 'COUNT', 'UNIQUE', 'MAX', 'LAST'] as const;
export type MeterAggregation = (typeof aggregations)[number];

export interface Meter {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly aggregation: MeterAggregation;
}

/** Whether values are additive over time. MAX and LAST are levels. */
export const addsUp = (aggregation: MeterAggregation): boolean => aggregation !== 'MAX' && aggregation !== 'LAST';
