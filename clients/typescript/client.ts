import type { TypedDocumentString } from './generated/graphql.ts';

/** An error of the API: `extensions.code` is one of the closed table. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly system?: string;
    readonly retryable: boolean;
    readonly requestId?: string;
  };
}

/** Data and errors together: a system that is down costs its own part, and the rest is there. */
export interface Answer<Result> {
  readonly data: Result | null;
  readonly errors: readonly GraphError[];
}

export interface ClientOptions {
  /** Of the gateway: https://graph.example.com/graphql */
  readonly url: string;
  /** A valid access token; asked for at each request, since it expires. */
  readonly token: () => string | Promise<string>;
}

/** What the API answers to a document of `graphql(…)`, typed as it was asked. */
export const createClient =
  ({ url, token }: ClientOptions) =>
  async <Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Answer<Result>> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Result>>;
    return { data, errors };
  };
