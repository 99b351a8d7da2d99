import type { IdentityProvider } from './provider.ts';

/** Stands for a tenant in the issuers of Entra ID's documents for several tenants. */
export const tenantPlaceholder = '{tenantid}';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A provider that issues tokens with this `iss`. */
export interface IssuerMatch<Provider> {
  readonly provider: Provider;
  /** The tenant in `iss`; null where the issuer has none. */
  readonly tenant: string | null;
}

/** The tenant that an issuer's template has in `iss`; null: `iss` is not of this template. */
export function tenantIn(template: string, iss: string): string | null {
  const [before = '', after = ''] = template.split(tenantPlaceholder);
  return new RegExp(`^${escaped(before)}(${guid})${escaped(after)}$`).exec(iss)?.[1] ?? null;
}

/**
 * Returns a function that finds the provider of an `iss`. Texts are compared exactly (RFC 9068, 4), and an issuer without a
 * template comes first, so that every `iss` has at most one provider.
 */
export function createIssuers<Provider extends Pick<IdentityProvider, 'issuer'>>(
  providers: readonly Provider[],
): (iss: unknown) => IssuerMatch<Provider> | null {
  const exact = new Map(providers.map((provider) => [provider.issuer, provider]));
  const templates = providers.filter(({ issuer }) => issuer.includes(tenantPlaceholder));
  return (iss) => {
    if (typeof iss !== 'string' || iss.includes(tenantPlaceholder)) return null;
    const provider = exact.get(iss);
    if (provider) return { provider, tenant: null };
    for (const template of templates) {
      const tenant = tenantIn(template.issuer, iss);
      if (tenant !== null) return { provider: template, tenant };
    }
    return null;
  };
}
