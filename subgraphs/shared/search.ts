import { pageSize } from './connections.ts';
import { badInput } from './errors.ts';
import type { Scope } from './roles.ts';

/** One search of an account: the parent of every part that a subgraph adds to it. Nothing has been looked for yet. */
export interface Search<Account> {
  readonly account: Account;
  /** What the caller may do in the account: each part asks for its own. */
  readonly scopes: readonly Scope[];
  /** Trimmed, 1 to 200 characters. */
  readonly text: string;
  /** How many of each kind. */
  readonly first: number;
}

const maxTextLength = 200;

/** What people type into a search box. */
export function searchText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw badInput('text must not be empty.');
  if (trimmed.length > maxTextLength) throw badInput(`text must have at most ${maxTextLength} characters.`);
  return trimmed;
}

/** Decided by the arguments alone: every subgraph that shares Account.search answers, or refuses, alike. */
export const searchOf = <Account extends { readonly scopes: readonly Scope[] }>(
  account: Account,
  { text, first }: { readonly text: string; readonly first: number },
): Search<Account> => ({ account, scopes: account.scopes, text: searchText(text), first: pageSize(first) });

/** Whether any of the texts holds what is looked for, whatever its case. */
export function mentions(texts: readonly (string | null)[], wanted: string): boolean {
  const lower = wanted.toLocaleLowerCase();
  return texts.some((text) => text?.toLocaleLowerCase().includes(lower));
}
