/** Limits of planning one operation. */
export const planningBounds = {
  /**
   * How many plans are compared. Each field that several subgraphs can answer multiplies the possible plans: without a
   * bound, @apollo/query-planner compares up to 10,000 of them, which takes seconds.
   */
  evaluatedPlans: 20,
  /** Milliseconds of processor time for one plan. The largest operations within the limits take about a tenth of it. */
  cpuMs: 500,
} as const;
