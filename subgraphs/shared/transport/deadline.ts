/** How long past the deadline a subgraph is waited for, in milliseconds: it stops its own calls at the deadline and answers with what it has. */
export const subgraphGraceMs = 150;
