import type { Counterparts, DirectoryFacts, RecordedLink } from '@customer-graph/diagnosis/facts';
import type { Findings } from '@customer-graph/diagnosis/findings';
import { reasonOf } from '@customer-graph/process/reason-of';

interface CheckedLink extends RecordedLink {
  /** The account's name, or its id if it has none. */
  readonly account: string;
}

export interface CounterpartCheck {
  readonly directory: DirectoryFacts;
  /** The name of the counterparts' system. */
  readonly label: string;
  readonly counterparts: Counterparts;
}

const maxListed = 5;

const listed = (items: readonly string[]): string =>
  `${items.slice(0, maxListed).join(', ')}${items.length > maxListed ? ` and ${items.length - maxListed} more` : ''}`;

/** Checks the links of one kind: missing counterparts, shared counterparts, and counterparts without an account. */
export async function checkCounterparts(found: Findings, check: CounterpartCheck): Promise<void> {
  const { directory, counterparts } = check;
  const links = directory.accounts.flatMap(({ id, name, links: { [counterparts.kind]: link } }) =>
    link === null ? [] : [{ ...link, account: name ?? id }],
  );
  await checkExistence(found, check, links);
  checkShared(found, check, links);
  checkOwnLinks(found, check);
  checkUnrecorded(found, check, links);
}

async function checkExistence(
  found: Findings,
  { directory, label, counterparts }: CounterpartCheck,
  links: readonly CheckedLink[],
): Promise<void> {
  const { kind, noun, linkValue, breaks, isComplete, warnings = [], ownLinks } = counterparts;
  let existing: ReadonlySet<string>;
  try {
    existing = await counterparts.findExisting([...new Set(links.map(({ id }) => id))]);
  } catch (error) {
    found.warn(noun, { says: `cannot be looked up: ${reasonOf(error)}`, breaks: 'these links were not checked' });
    return;
  }
  const isMissing = ({ id, isDefault }: CheckedLink): boolean => !existing.has(id) && (isDefault || isComplete);
  const count = links.filter((link) => !isMissing(link)).length;
  const { length: total } = directory.accounts;
  found.ok(noun, `${count} of ${directory.isComplete ? '' : 'the latest '}${total} accounts have one`);
  for (const warning of warnings) found.warn(noun, warning);
  // An account without a recorded link may well have no counterpart.
  const dangling = links.filter((link) => !link.isDefault && isMissing(link));
  if (dangling.length > 0)
    found.warn(noun, {
      says: `linked, but not found in ${label}: ${listed(dangling.map(({ account, id }) => `${id} (${account})`))}`,
      breaks,
      remedy: ownLinks?.remedy ?? `${directory.linkFields[kind].location}: ${linkValue}`,
    });
}

/** A counterpart that several accounts share is readable through none of them. */
function checkShared(
  found: Findings,
  { directory, counterparts: { kind, noun, breaks, ownLinks } }: CounterpartCheck,
  links: readonly CheckedLink[],
): void {
  const accounts = new Map<string, string[]>();
  for (const { account, id } of links) accounts.set(id, [...(accounts.get(id) ?? []), account]);
  const shared = entriesWithSeveral(accounts);
  if (shared.length > 0)
    found.warn(noun, {
      says: `linked to more than one account: ${listed(shared)}`,
      breaks,
      remedy: ownLinks?.remedy ?? `${directory.linkFields[kind].location}: keep it on one of them`,
    });
}

/** Checks counterparts that name their account themselves. */
function checkOwnLinks(found: Findings, { directory, counterparts }: CounterpartCheck): void {
  const { kind, noun, breaks, ownLinks } = counterparts;
  if (!ownLinks) return;
  const { byLink, unknownBreaks, remedy } = ownLinks;
  const known = new Set(directory.accounts.flatMap(({ formerIds, links }) => [links[kind]?.id, ...formerIds]));
  const unknown = directory.isComplete ? [...byLink].filter(([link]) => !known.has(link)) : [];
  if (unknown.length > 0)
    found.warn(noun, {
      says: `have no account: ${listed(unknown.map(([link, names]) => `${link} (${names.join(', ')})`))}`,
      breaks: unknownBreaks,
      remedy,
    });
  const doubled = entriesWithSeveral(byLink);
  if (doubled.length > 0)
    found.warn(noun, { says: `more than one for the same account: ${listed(doubled)}`, breaks, remedy });
}

function checkUnrecorded(
  found: Findings,
  { directory, counterparts: { kind, noun, unrecorded } }: CounterpartCheck,
  links: readonly CheckedLink[],
): void {
  if (!unrecorded || !links.every(({ isDefault }) => isDefault)) return;
  const { says, breaks, alternative } = unrecorded;
  found.fail(noun, { says, breaks, remedy: `set ${directory.linkFields[kind].variable}, or ${alternative}` });
}

const entriesWithSeveral = (namesById: ReadonlyMap<string, readonly string[]>): string[] =>
  [...namesById].filter(([, names]) => names.length > 1).map(([id, names]) => `${id} (${names.join(', ')})`);
