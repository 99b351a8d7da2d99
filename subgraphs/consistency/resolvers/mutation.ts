import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { GraphError } from '../../shared/errors.ts';
import { encodeMemberId, decodeMemberId } from '../../shared/member-id.ts';
import type { Attempt, Begun, Once, Outcome } from '../../shared/journal/once.ts';
import { actorOf, named } from '../../shared/mutation.ts';
import { memberDone, nextActionAnswer, outcomeOf, subscriptionDone, usageFacts } from '../../shared/steps.ts';
import type { MemberRole } from '../../shared/roles.ts';
import { userError, type UserError } from '../../shared/user-error.ts';
import type { Context } from '../context.ts';
import { operationIdOf, type Operation, type OperationKind } from '../domain/operation.ts';
import type { MutationResolvers } from '../generated/schema.ts';
import type { Owners } from '../owners.ts';
import type { Durable } from '../port.ts';

export interface MutationOptions {
  readonly owners: Owners;
  readonly durable: Durable;
  readonly once: Once;
}

const refused = (...userErrors: UserError[]) => ({ refused: userErrors });
/** Time kept back to say how far it has come, in milliseconds. */
const answerMs = 400;
const longestName = 200;
/** After these nobody knows whether the owner has it. */
const undecided: ReadonlySet<string> = new Set([
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_INVALID_RESPONSE',
  'INTERNAL',
]);

type TeamRequest =
  | { readonly email: string; readonly name: string | null; readonly role: MemberRole }
  | { readonly contactId: string; readonly role: MemberRole | null };

/** What is kept of a write to a team, and of one to a subscription. */
const memberKept = memberDone.extend({ operationId: z.string() });
const subscriptionKept = z.object({ operationId: z.string().nullable(), openInvoiceId: z.string().nullable() });

export function createMutationResolvers({ owners, durable, once }: MutationOptions): MutationResolvers {
  const attempt = (
    mutation: string,
    tenant: string,
    input: { readonly idempotencyKey?: string | null },
    { assertion }: Context,
  ): Attempt => ({
    mutation,
    tenant,
    input,
    principal: assertion.principal,
    deadline: assertion.deadline,
  });

  /** What the owner has is promised to the others. A crash before that leaves nothing: the owner takes the same key for the same write. */
  async function promise(
    kind: OperationKind,
    accountId: string,
    about: { readonly contactId?: string; readonly subscriptionId?: string },
    vendorKey: string,
  ): Promise<string> {
    const id = operationIdOf(vendorKey);
    await durable.promise({
      id,
      kind,
      accountId,
      contactId: about.contactId ?? null,
      subscriptionId: about.subscriptionId ?? null,
    });
    return id;
  }

  /** How far it has come by the time that the caller waits no longer. */
  async function followed(operationId: string, { assertion }: Context): Promise<Operation | null> {
    await durable.isSettled(operationId, Math.min(assertion.answerBy ?? Infinity, assertion.deadline) - answerMs);
    return durable.operation(operationId);
  }

  /** A write to the team: the CRM has it first. */
  async function changeTeam(
    kind: OperationKind,
    mutation: string,
    input: { readonly accountId: string; readonly idempotencyKey?: string | null },
    context: Context,
    command: string,
    request: TeamRequest | UserError,
  ) {
    const account = named(input.accountId, context);
    const outcome = await once(
      attempt(mutation, account.id, input, context),
      memberKept,
      async ({ key, isRepeat }): Promise<Outcome<z.infer<typeof memberKept>>> => {
        if ('code' in request) return refused(request);
        // Nothing is begun that could not be finished.
        await durable.begin();
        const written = await owners
          .ask(
            'accounts',
            command,
            { ...request, isRepeat, accountId: account.id, actor: actorOf(context.assertion) },
            outcomeOf(memberDone),
            context,
          )
          .catch(async (error: unknown) => {
            // The CRM may have it after all, and whoever asked may not be let in to ask again: the product hears how it is.
            const isUndecided = !(error instanceof GraphError) || undecided.has(error.code);
            if (isUndecided && 'contactId' in request && request.contactId !== '')
              await promise(kind, account.id, { contactId: request.contactId }, `${key} ${randomUUID()}`).catch(
                () => undefined,
              );
            throw error;
          });
        if ('refused' in written) return written;
        const { contactId } = written.done;
        return { done: { contactId, operationId: await promise(kind, account.id, { contactId }, key) } };
      },
    );
    if ('refused' in outcome) return { account, contactId: null, operation: null, userErrors: [...outcome.refused] };
    const { contactId, operationId } = outcome.done;
    return { account, contactId, operation: await followed(operationId, context), userErrors: [] };
  }

  /** A member of the account by their id; of another account there is none here. */
  function contactOf(memberId: string, accountId: string): string {
    const key = decodeMemberId(memberId);
    return key?.accountId === accountId ? key.contactId : '';
  }

  /** A write to a subscription: the billing system has it first, and its money. */
  async function changeBilling(
    kind: OperationKind,
    mutation: string,
    input: { readonly accountId: string; readonly idempotencyKey?: string | null },
    context: Context,
    command: string,
    request: (begun: Begun) => Promise<object>,
  ) {
    const account = named(input.accountId, context);
    const outcome = await once(
      attempt(mutation, account.id, input, context),
      subscriptionKept,
      async (begun): Promise<Outcome<z.infer<typeof subscriptionKept>>> => {
        await durable.begin();
        const { key, isRepeat } = begun;
        const written = await owners.ask(
          'billing',
          command,
          { ...(await request(begun)), accountId: account.id, key, isRepeat },
          outcomeOf(subscriptionDone),
          context,
        );
        if ('refused' in written) return written;
        const { subscriptionId, openInvoiceId } = written.done;
        // Nothing has changed yet. Once the customer has let it through, the billing system says so.
        if (openInvoiceId !== null) return { done: { operationId: null, openInvoiceId } };
        return { done: { operationId: await promise(kind, account.id, { subscriptionId }, key), openInvoiceId: null } };
      },
    );
    if ('refused' in outcome)
      return { account: null, operation: null, nextAction: null, userErrors: [...outcome.refused] };
    const { operationId, openInvoiceId } = outcome.done;
    const [operation, nextAction] = await Promise.all([
      operationId === null ? null : followed(operationId, context),
      openInvoiceId === null
        ? null
        : owners.ask('billing', 'nextAction', { invoiceId: openInvoiceId }, nextActionAnswer, context),
    ]);
    return { account, operation, nextAction, userErrors: [] };
  }

  const seatsInUse = (accountId: string, context: Context): Promise<number | null> =>
    owners.ask('usage', 'usageFacts', { accountIds: [accountId] }, z.array(usageFacts), context).then(
      // Whom the product does not know uses nothing; who is claimed twice might use anything.
      ([facts]) => facts?.usage?.activeMembers ?? (facts?.link === 'MISSING' ? 0 : null),
      () => null,
    );

  return {
    async inviteMember(_parent, { input }, context) {
      const { email, name = null, role } = input;
      const wrongName = name !== null && (name.trim() === '' || name.length > longestName);
      const request = wrongName
        ? userError('INVALID_INPUT', `name must have 1 to ${longestName} characters.`, 'name')
        : { email: email.toLowerCase(), name, role };
      const { account, contactId, ...answer } = await changeTeam(
        'INVITE_MEMBER',
        'inviteMember',
        input,
        context,
        'invite',
        request,
      );
      return {
        ...answer,
        member:
          contactId === null
            ? null
            : { id: encodeMemberId({ accountId: account.id, contactId }), links: account.links },
      };
    },

    async changeMemberRole(_parent, { input }, context) {
      const target = contactOf(input.memberId, named(input.accountId, context).id);
      const request = { contactId: target, role: input.role };
      const { account, contactId, ...answer } = await changeTeam(
        'CHANGE_MEMBER_ROLE',
        'changeMemberRole',
        input,
        context,
        'setRole',
        request,
      );
      return {
        ...answer,
        member:
          contactId === null
            ? null
            : { id: encodeMemberId({ accountId: account.id, contactId }), links: account.links },
      };
    },

    async removeMember(_parent, { input }, context) {
      const target = contactOf(input.memberId, named(input.accountId, context).id);
      const { contactId, operation, userErrors } = await changeTeam(
        'REMOVE_MEMBER',
        'removeMember',
        input,
        context,
        'setRole',
        { contactId: target, role: null },
      );
      return { removedMemberId: contactId === null ? null : input.memberId, operation, userErrors };
    },

    changeSubscription: (_parent, { input }, context) =>
      changeBilling(
        'CHANGE_SUBSCRIPTION',
        'changeSubscription',
        input,
        context,
        'changeSubscription',
        async ({ begunAt }) => {
          const { subscriptionId = null, priceId = null, seats = null, prorationAt } = input.change;
          // How many are in use is asked where seats could be taken away; where nobody can say, the owner of the fact decides what that means.
          const usage = seats === null ? null : await seatsInUse(named(input.accountId, context).id, context);
          return {
            subscriptionId,
            priceId,
            seats,
            prorationAt: prorationAt ? Date.parse(prorationAt) : begunAt,
            isChosen: Boolean(prorationAt),
            seatsInUse: usage,
          };
        },
      ),

    cancelSubscription: (_parent, { input }, context) =>
      changeBilling(
        'CANCEL_SUBSCRIPTION',
        'cancelSubscription',
        input,
        context,
        'cancelSubscription',
        async ({ begunAt }) => {
          const { subscriptionId = null, immediately, reason = null, comment = null } = input;
          return { subscriptionId, immediately: immediately ?? false, reason, comment, begunAt };
        },
      ),

    resumeSubscription: (_parent, { input }, context) =>
      changeBilling('RESUME_SUBSCRIPTION', 'resumeSubscription', input, context, 'resumeSubscription', async () => ({
        subscriptionId: input.subscriptionId ?? null,
      })),
  };
}
