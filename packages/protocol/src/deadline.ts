/**
 * Time to wait for a subgraph past the deadline, in milliseconds. At the deadline a subgraph stops its vendor calls and returns
 * partial data.
 */
export const subgraphGraceMs = 150;

/** How much before the request's deadline vendor calls end: in milliseconds, and at most as a share of the time that is left. */
const answerMarginMs = 100;
const answerMarginShare = 0.1;

/**
 * Returns the deadline of vendor calls, so that partial data still arrives in time.
 *
 * @param deadline of the request; milliseconds since the epoch
 */
export const vendorDeadline = (deadline: number, now = Date.now()): number =>
  deadline - Math.min(answerMarginMs, Math.ceil(answerMarginShare * Math.max(0, deadline - now)));
