import type { Findings } from '@customer-graph/diagnosis/findings';
import type { Credentials, SupportConfig } from './config.ts';
import { scopes as neededScopes } from './zendesk/authentication.ts';
import type { AccessInspection } from './zendesk/inspection-access.ts';

const center = 'Zendesk Admin Center';

/** Zendesk, "Migrating from API tokens to OAuth": the dates on which API tokens end. */
export function checkCredentialKind(found: Findings, { kind }: Credentials): void {
  if (kind === 'OAUTH') return;
  found.warn('API token', {
    says: 'ends on 30 April 2027; none can be created since 27 October 2026, and one that is unused for 30 days is switched off',
    breaks: 'after that, no tickets and no articles are shown',
    remedy: `${center} → Apps and integrations → APIs → OAuth clients: a confidential client, then ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET`,
  });
}

/** Checks what the graph needs beside reading tickets. */
export function checkAccess(
  found: Findings,
  { solveAssignee }: SupportConfig,
  role: string,
  { scopes, attachment, assigneeRole }: AccessInspection,
): void {
  const missing = scopes === null ? [] : neededScopes.split(' ').filter((scope) => !scopes.includes(scope));
  if (missing.length > 0)
    found.warn('scopes', {
      says: `the OAuth client may not have ${missing.join(', ')}`,
      breaks: missing.includes('impersonate') ? 'rateTicket and voteForArticle fail' : 'reads or changes fail',
      remedy: `${center} → Apps and integrations → APIs → OAuth clients: allow ${neededScopes}`,
    });
  else if (scopes !== null) found.ok('scopes', scopes.join(' '));
  if (scopes?.includes('impersonate') && role !== 'admin')
    found.warn('impersonation', {
      says: `the OAuth client belongs to a user with the role ${role}, and only administrators may act as end users`,
      breaks: 'rateTicket and voteForArticle fail',
      remedy: `${center}, as an administrator → Apps and integrations → APIs → OAuth clients: create the client`,
    });
  if (attachment === 'OPENED') found.ok('attachments', 'can be read');
  else if (attachment !== null)
    found.warn('attachments', {
      says: `cannot be read (${attachment.reason})`,
      breaks: 'Attachment.url leads to an error',
      remedy:
        'ZENDESK_FILE_HOSTS: the host to which Zendesk redirects; and the permissions of the user of the OAuth client',
    });
  if (solveAssignee !== null && assigneeRole !== 'agent' && assigneeRole !== 'admin')
    found.warn('ZENDESK_SOLVE_ASSIGNEE', {
      says: `${solveAssignee} is not an agent`,
      breaks: 'solveTicket is refused for tickets without an assignee',
      remedy: `${center} → People → Team members: the number in the address of the agent's page`,
    });
}
