export const aggregations = ['SUM', 'COUNT', 'UNIQUE', 'MAX', 'LAST'] as const;
export type MeterAggregation = (typeof aggregations)[number];

export interface Meter {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly aggregation: MeterAggregation;
}

/** Consumption that adds up over time, as opposed to a level that is measured. */
export const addsUp = (aggregation: MeterAggregation): boolean => aggregation !== 'MAX' && aggregation !== 'LAST';
