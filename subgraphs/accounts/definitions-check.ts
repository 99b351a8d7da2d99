import type { CrmNames } from './config.ts';
import type { Definitions } from './domain/definitions.ts';

/** What the configuration names and the portal does not have, each with what breaks. */
export function missingDefinitions(names: CrmNames, { company, contact, labels }: Definitions): string[] {
  const missing: string[] = [];
  const need = (known: { has(name: string): boolean }, what: string, name: string, breaks: string) => {
    if (!known.has(name)) missing.push(`${what} "${name}" does not exist: ${breaks}`);
  };
  need(company, 'company property', names.company.status, 'Account.status is null');
  need(company, 'company property', names.company.plan, 'Account.plan is null');
  need(company, 'company property', names.company.planRenewsOn, 'Account.plan.renewsOn is null');
  need(company, 'company property', names.company.seats, 'Account.seats is null');
  need(company, 'company property', names.company.documents, 'Account.documents is empty');
  need(company, 'company property', names.company.billingCustomer, 'no account has billing');
  need(company, 'company property', names.company.productTenant, "the account's own id names its tenant");
  if (names.company.supportOrganization !== null) need(company, 'company property', names.company.supportOrganization, 'no account has support');
  for (const { key, property } of names.onboarding) {
    need(company, 'company property', property, `onboarding has no step "${key}"`);
  }
  need(contact, 'contact property', names.contact.subject, 'people are found by verified e-mail alone');
  need(contact, 'contact property', names.contact.status, 'Member.status is null');
  for (const [role, label] of Object.entries(names.labels)) {
    need(labels, 'association label', label, `nobody has the role ${role}`);
  }
  return missing;
}
