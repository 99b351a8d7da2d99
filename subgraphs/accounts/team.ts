import { GraphError } from '../shared/errors.ts';
import type { Outcome } from '../shared/journal/once.ts';
import type { Turns } from '../shared/journal/turns.ts';
import { finishing } from '../shared/mutation.ts';
import type { InviteRequest, RoleRequest } from '../shared/steps.ts';
import { userError } from '../shared/user-error.ts';
import type { Context } from './context.ts';
import { mayChange, refusalOf, type TeamMember } from './domain/team.ts';
import type { CrmSource } from './port.ts';

/** Changes to who belongs to an account: one after another, since two administrators who remove each other at once would leave none. */
export interface Team {
  invite(request: InviteRequest, context: Context): Promise<Outcome<{ contactId: string }>>;
  setRole(request: RoleRequest, context: Context): Promise<Outcome<{ contactId: string }>>;
}

export function createTeam(source: CrmSource, inTurn: Turns): Team {
  const readTeam = async (accountId: string): Promise<readonly TeamMember[]> =>
    (await source.membersOf([accountId]))[0] ?? [];

  const changing = async (
    accountId: string,
    actor: string | null,
    context: Context,
    change: (before: readonly TeamMember[]) => Promise<Outcome<{ contactId: string }>>,
  ) =>
    inTurn(`team ${accountId}`, context.assertion.deadline, async () => {
      const before = await readTeam(accountId);
      if (!mayChange(before, actor)) throw new GraphError('FORBIDDEN');
      return change(before);
    });

  /** Somebody of this company's, and of nobody else's team. */
  async function isOwn(contactId: string, accountId: string): Promise<boolean> {
    const [isKnownHere, memberships] = await Promise.all([
      source.isContactOf(contactId, accountId),
      source.membershipsOf(contactId),
    ]);
    return isKnownHere && memberships.length === 0;
  }

  async function written(
    accountId: string,
    contactId: string,
    role: RoleRequest['role'],
    before: readonly TeamMember[],
    context: Context,
  ): Promise<void> {
    try {
      await source.setRole(accountId, contactId, role);
    } finally {
      // Whatever came of it: what anybody knows of their memberships is old.
      context.membershipsChanged.add(contactId);
    }
    context.loaders.members.clear(accountId);
    const team = await readTeam(accountId);
    if ((team.find((member) => member.contactId === contactId)?.role ?? null) !== role)
      throw new GraphError('UPSTREAM_INVALID_RESPONSE', { system: 'CRM' });
    const previous = before.find((member) => member.contactId === contactId)?.role;
    if (previous === 'ADMIN' && !team.some((member) => member.role === 'ADMIN')) {
      // Somebody in the CRM's own screens took the other one away meanwhile.
      await source.setRole(accountId, contactId, 'ADMIN');
      throw new GraphError('UPSTREAM_UNAVAILABLE', {
        system: 'CRM',
        message: 'The team was changed by somebody else at the same time: nothing was changed.',
      });
    }
  }

  return {
    invite: ({ accountId, actor, email, name, role }, context) =>
      changing(accountId, actor, context, async (before) => {
        const [company] = await source.companies([accountId]);
        const { seats = null } = company ?? {};
        return finishing('CRM', async () => {
          const existing = await source.contactByEmail(email);
          const known = before.find((member) => member.contactId === existing);
          // Asked again after nobody heard what came of it: it is done.
          if (known?.role === role) return { done: { contactId: known.contactId } };
          if (known)
            return {
              refused: [
                userError(
                  'CONFLICT',
                  'The person is a member of the account already: change their role instead.',
                  'email',
                ),
              ],
            };
          if (seats !== null && before.length >= seats)
            return { refused: [userError('LIMIT_REACHED', 'Every seat of the account is taken.', 'email')] };
          // Whom the CRM knows from elsewhere has not agreed to be shown to this account: staff can ask them, a customer cannot.
          if (existing !== null && actor !== null && !(await isOwn(existing, accountId))) {
            return {
              refused: [
                userError('NOT_ALLOWED', 'The person cannot be invited here: ask support to add them.', 'email'),
              ],
            };
          }
          const contactId = existing ?? (await source.inviteContact({ email, name, companyId: accountId }));
          if (contactId === null)
            return { refused: [userError('INVALID_INPUT', 'The CRM does not take this e-mail address.', 'email')] };
          await written(accountId, contactId, role, before, context);
          return { done: { contactId } };
        });
      }),

    setRole: ({ accountId, actor, contactId, role, isRepeat }, context) =>
      changing(accountId, actor, context, async (before) => {
        // Taken away already, by the same request, which nobody heard the answer of.
        if (isRepeat && role === null && contactId !== '' && !before.some((member) => member.contactId === contactId))
          return { done: { contactId } };
        const refusal = refusalOf(before, actor, contactId, role);
        if (refusal) return { refused: [refusal] };
        return finishing('CRM', async () => {
          await written(accountId, contactId, role, before, context);
          return { done: { contactId } };
        });
      }),
  };
}
