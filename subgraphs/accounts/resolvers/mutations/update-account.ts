import { requireAccount, withoutNulls } from '@customer-graph/subgraph-kit/mutation';
import type { MutationResolvers } from '../../generated/schema.ts';
import type { CrmSource } from '../../port.ts';
import { updateCompany } from '../../services/company-update.ts';
import type { Writes } from '../../services/writes.ts';

export const updateAccountMutation =
  (writes: Writes, source: CrmSource): Required<MutationResolvers>['updateAccount'] =>
  async (_parent, { input }, context) => {
    const account = requireAccount(input.accountId, context);
    const { accountId: _accountId, idempotencyKey: _key, address, ...fields } = input;
    const change = { ...withoutNulls(fields), ...(address && { address: withoutNulls(address) }) };
    const userErrors = await writes('updateAccount', account.id, input, context, () =>
      updateCompany(source, account.id, change),
    );
    if (userErrors.length > 0) return { account: null, userErrors };
    context.loaders.company.clear(account.id);
    return { account, userErrors: [] };
  };
