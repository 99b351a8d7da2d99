import type { Logger } from 'pino';
import { z } from 'zod';
import { GraphError } from '../shared/errors.ts';
import type { Turns } from '../shared/journal/turns.ts';
import { memberFacts, told, type ProductNews } from '../shared/steps.ts';
import type { FollowingSystem, Promised } from './domain/operation.ts';
import { mainOf, repairOf } from './domain/rules.ts';
import type { Errand, Owners } from './owners.ts';
import type { Tried } from './port.ts';

/** How long one try may take, in milliseconds. */
const attemptMs = 8_000;

const written = z.object({});

export interface FollowersOptions {
  readonly owners: Owners;
  readonly inTurn: Turns;
  readonly log: Logger;
}

/**
 * Brings one system to what the owner of the fact says now, whatever it was when it was promised: so that of several writes at once the one that the owner took last is
 * what everybody ends up with. One after another for each account: what was read must not be overtaken before it is written.
 */
export function createFollowers({
  owners,
  inTurn,
  log,
}: FollowersOptions): (system: FollowingSystem, promised: Promised) => Promise<Tried> {
  async function recordPlan(accountId: string, subscriptionId: string | null, errand: Errand): Promise<void> {
    const [[crm], [billing]] = await Promise.all([owners.crmFacts(errand), owners.billingFacts(errand)]);
    const repair = crm && billing?.link === 'LINKED' ? repairOf(accountId, crm, billing.live, subscriptionId) : null;
    if (repair) await owners.act('accounts', 'recordPlan', repair, written, errand);
  }

  async function newsOf(
    { id, kind, accountId, contactId, subscriptionId }: Promised,
    errand: Errand,
  ): Promise<ProductNews | null> {
    const occurredAt = new Date().toISOString();
    if (contactId !== null) {
      const member = await owners.act('accounts', 'memberFacts', { accountId, contactId }, memberFacts, errand);
      const { role = null, email = null, name = null } = member ?? {};
      const type =
        role === null ? 'member.removed' : kind === 'INVITE_MEMBER' ? 'member.invited' : 'member.role_changed';
      return { type, id, accountId, contactId, role, email, name, occurredAt };
    }
    const [billing] = await owners.billingFacts(errand);
    if (billing?.link !== 'LINKED') return null;
    const [crm = null] = billing.live.length > 1 ? await owners.crmFacts(errand) : [];
    const main = mainOf(billing.live, crm, subscriptionId);
    return {
      type: 'subscription.changed',
      id,
      accountId,
      planKey: main?.planKey ?? null,
      seats: main?.seats ?? 0,
      status: main?.status ?? 'CANCELED',
      occurredAt,
    };
  }

  /** Whether there was anybody to tell. */
  async function follow(system: FollowingSystem, promised: Promised, deadline: number): Promise<boolean> {
    const [account] = await owners.places([promised.accountId], deadline);
    if (!account) throw new GraphError('NOT_FOUND', { system: 'CRM' });
    const errand = { accounts: [account], deadline };
    return inTurn(`account ${account.id}`, deadline, async () => {
      if (system === 'CRM') {
        await recordPlan(account.id, promised.subscriptionId, errand);
        return true;
      }
      const news = await newsOf({ ...promised, accountId: account.id }, errand);
      return news !== null && (await owners.act('usage', 'announce', news, told, errand)).told;
    });
  }

  return async (system, promised) => {
    const deadline = Date.now() + attemptMs;
    try {
      return { kind: 'DONE', isTold: await follow(system, promised, deadline) };
    } catch (error) {
      const { code, retryable } =
        error instanceof GraphError ? error.extensions : { code: 'INTERNAL', retryable: false };
      const reason = error instanceof GraphError ? undefined : String(error);
      log.warn({ operation: promised.id, system, code, reason }, 'a system could not be told yet');
      return { kind: 'FAILED', code, isRetryable: retryable };
    }
  };
}
