import type { TypedDocumentString } from './generated/graphql.ts';

/** An error of the API. docs/clients.md lists the values of `extensions.code`. */
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

/** Data and errors together: a failed system affects only its own fields. */
export interface Answer<Result> {
  readonly data: Result | null;
  readonly errors: readonly GraphError[];
}

export interface ClientOptions {
  /** The gateway's endpoint: https://graph.example.com/graphql */
  readonly url: string;
  /** Returns a valid access token. Called for each request, because tokens expire. */
  readonly token: () => string | Promise<string>;
}

/** Returns a client. Its results have the type of the document that `graphql(…)` made. */
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
