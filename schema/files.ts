/** What `npm run compose` writes and the repository keeps. */
export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);
export const apiFile = new URL('./api.graphql', import.meta.url);
