import type { PlanResolvers } from '../generated/schema.ts';

export const planResolvers: PlanResolvers = {
  key: ({ product }) => product.planKey ?? product.id,
  name: ({ product }) => product.name,
  description: ({ product }) => product.description,
  features: ({ product }) => [...product.features],
  prices: ({ prices }) => [...prices],
};
