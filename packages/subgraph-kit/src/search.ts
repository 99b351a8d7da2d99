import { badInput } from '@customer-graph/protocol/errors';
import type { Scope } from '@customer-graph/protocol/roles';
import { pageSize } from './connections.ts';

/** A search of an account: the parent value of `AccountSearch`. Each field of it then searches its own system. */
export interface Search<Account> {
  readonly account: Account;
  /** The caller's scopes in the account. Each field of the search has its own rule. */
  readonly scopes: readonly Scope[];
  /** The trimmed text, 1 to 200 characters. */
  readonly text: string;
  /** Maximum number of results of each kind. */
  readonly first: number;
}

const maxTextLength = 200;

/** Returns the trimmed text. Throws BAD_USER_INPUT unless it has 1 to 200 characters. */
export function searchText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw badInput('text must not be empty.');
  if (trimmed.length > maxTextLength) throw badInput(`text must have at most ${maxTextLength} characters.`);
  return trimmed;
}

/**
 * Resolves `Account.search`. Throws BAD_USER_INPUT for invalid arguments.
 *
 * The result depends only on the arguments: every subgraph that shares `Account.search` must return or refuse the same.
 */
export const createSearch = <Account extends { readonly scopes: readonly Scope[] }>(
  account: Account,
  { text, first }: { readonly text: string; readonly first: number },
): Search<Account> => ({ account, scopes: account.scopes, text: searchText(text), first: pageSize(first) });

/** Returns whether any of the texts contains the searched text, ignoring case. */
export function includesText(texts: readonly (string | null)[], searched: string): boolean {
  const lower = searched.toLocaleLowerCase();
  return texts.some((text) => text?.toLocaleLowerCase().includes(lower));
}
