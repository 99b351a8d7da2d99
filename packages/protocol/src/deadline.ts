/**
 * Time to wait for a subgraph past the deadline, in milliseconds. At the deadline a subgraph stops its vendor calls and returns
 * partial data.
 */
export const subgraphGraceMs = 150;
