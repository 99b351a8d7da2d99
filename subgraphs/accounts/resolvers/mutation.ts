import { z } from 'zod';
import { viewerAccountOf } from '../../shared/account-reference.ts';
import { GraphError } from '../../shared/errors.ts';
import type { Once } from '../../shared/journal/once.ts';
import { actorOf, assertUnchanged, finishing, given, named } from '../../shared/mutation.ts';
import { userError, type UserError } from '../../shared/user-error.ts';
import type { CrmNames } from '../config.ts';
import type { Context } from '../context.ts';
import { refusalsOf, type CompanyChange } from '../domain/company-change.ts';
import { refusalsOfContact } from '../domain/contact-change.ts';
import type { MutationResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import type { AccountParent } from './links.ts';
import type { MemberParent } from './member.ts';
import type { OnboardingOf } from './onboarding.ts';

export interface MutationOptions {
  readonly source: CrmSource;
  readonly names: CrmNames;
  readonly onboardingOf: OnboardingOf;
  readonly once: Once;
}

/** What needs no more to be said of than that it was done. */
const nothing = z.object({});
const maxPreferences = 20;

const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
const done = { done: {} };

export function createMutationResolvers({ source, names, onboardingOf, once }: MutationOptions): MutationResolvers {
  const attempt = (
    mutation: string,
    tenant: string | null,
    input: { readonly idempotencyKey?: string | null },
    { assertion }: Context,
  ) => ({
    mutation,
    tenant,
    input,
    principal: assertion.principal,
    deadline: assertion.deadline,
  });

  /** The caller as a member of the viewer's account. */
  function self(context: Context): { readonly account: AccountParent; readonly contactId: string } | null {
    assertUnchanged(context);
    const contactId = actorOf(context.assertion);
    const account = viewerAccountOf(context.assertion);
    const { principal } = context.assertion;
    // Who administers a parent reads its subsidiaries, and is nobody there.
    const isMember =
      principal.kind === 'CUSTOMER' && principal.memberships.some((membership) => membership.accountId === account?.id);
    return account && isMember && contactId !== null ? { account, contactId } : null;
  }
  const nobody = () => ({
    member: null,
    userErrors: [userError('NOT_ALLOWED', 'Only a person of a customer has these.')],
  });

  async function memberOf(
    { account, contactId }: { readonly account: AccountParent; readonly contactId: string },
    { loaders }: Context,
  ): Promise<MemberParent | null> {
    loaders.contact.clear(contactId);
    const member = (await loaders.members.load(account.id)).find((each) => each.contactId === contactId);
    return member ? { ...member, account } : null;
  }

  return {
    async updateAccount(_parent, { input }, context) {
      const account = named(input.accountId, context);
      const { accountId: _accountId, idempotencyKey: _key, address, ...fields } = input;
      const change: CompanyChange = { ...given(fields), ...(address && { address: given(address) }) };
      const outcome = await once(attempt('updateAccount', account.id, input, context), nothing, async () => {
        const userErrors = refusalsOf(change);
        if (userErrors.length > 0) return refused(...userErrors);
        const written = await finishing('CRM', () => source.updateCompany(account.id, change));
        if (written === 'MISSING')
          return refused(userError('NOT_FOUND', 'There is no such account any more.', 'accountId'));
        return written === 'REFUSED'
          ? refused(userError('INVALID_INPUT', 'The CRM does not take one of these values.'))
          : done;
      });
      if ('refused' in outcome) return { account: null, userErrors: [...outcome.refused] };
      context.loaders.company.clear(account.id);
      return { account, userErrors: [] };
    },

    async updateProfile(_parent, { input }, context) {
      const caller = self(context);
      if (!caller) return nobody();
      const { idempotencyKey: _key, ...fields } = input;
      const outcome = await once(attempt('updateProfile', null, input, context), nothing, async () => {
        const userErrors = refusalsOfContact(given(fields));
        if (userErrors.length > 0) return refused(...userErrors);
        const written = await finishing('CRM', () => source.updateContact(caller.contactId, given(fields)));
        if (written === 'MISSING') throw new GraphError('NOT_FOUND');
        return written === 'REFUSED'
          ? refused(userError('INVALID_INPUT', 'The CRM does not take one of these values.'))
          : done;
      });
      return 'refused' in outcome
        ? { member: null, userErrors: [...outcome.refused] }
        : { member: await memberOf(caller, context), userErrors: [] };
    },

    async updateNotificationPreferences(_parent, { input }, context) {
      const caller = self(context);
      if (!caller) return nobody();
      const { preferences } = input;
      const email = (await context.loaders.contact.load(caller.contactId))?.email ?? null;
      const outcome = await once(attempt('updateNotificationPreferences', null, input, context), nothing, async () => {
        if (email === null) return refused(userError('NOT_ALLOWED', 'The CRM has no e-mail address of yours.'));
        if (preferences.length === 0 || preferences.length > maxPreferences)
          return refused(
            userError('INVALID_INPUT', `preferences must have 1 to ${maxPreferences} entries.`, 'preferences'),
          );
        const known = new Set((await source.subscriptions(email)).map(({ key }) => key));
        const unknown = preferences.flatMap(({ key }, index) =>
          known.has(key)
            ? []
            : [userError('NOT_FOUND', 'There is no such kind of mail.', 'preferences', String(index), 'key')],
        );
        const twice = preferences.flatMap(({ key }, index) =>
          preferences.findIndex((each) => each.key === key) === index
            ? []
            : [userError('INVALID_INPUT', 'Each kind of mail can be named once.', 'preferences', String(index), 'key')],
        );
        if (unknown.length + twice.length > 0) return refused(...unknown, ...twice);
        await finishing('CRM', () =>
          Promise.all(preferences.map(({ key, subscribed }) => source.setSubscribed(email, key, subscribed))),
        );
        return done;
      });
      if ('refused' in outcome) return { member: null, userErrors: [...outcome.refused] };
      if (email !== null) context.loaders.subscriptions.clear(email);
      return { member: await memberOf(caller, context), userErrors: [] };
    },

    async completeOnboardingStep(_parent, { input }, context) {
      const account = named(input.accountId, context);
      const { key } = input;
      const outcome = await once(attempt('completeOnboardingStep', account.id, input, context), nothing, async () => {
        const property = names.onboarding.find((step) => step.key === key)?.property;
        const steps = (await onboardingOf(account, context))?.steps ?? [];
        const step = steps.find((each) => each.key === key);
        if (!step || property === undefined) return refused(userError('NOT_FOUND', 'There is no such step.', 'key'));
        if (step.completedAt === null)
          await finishing('CRM', () => source.completeStep(account.id, property, Date.now()));
        return done;
      });
      if ('refused' in outcome) return { onboarding: null, userErrors: [...outcome.refused] };
      context.loaders.company.clear(account.id);
      return { onboarding: await onboardingOf(account, context), userErrors: [] };
    },
  };
}
