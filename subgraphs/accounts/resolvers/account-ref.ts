import type { AccountRefResolvers } from '../generated/schema.ts';

export const accountRefResolvers: AccountRefResolvers = {
  name: async ({ id }, _arguments, { loaders }) => (await loaders.company.load(id))?.name ?? null,
};
