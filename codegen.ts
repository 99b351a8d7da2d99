import type { CodegenConfig } from '@graphql-codegen/cli';

const subgraphs = ['accounts', 'billing', 'usage', 'support', 'consistency'] as const;

const scalars = {
  DateTime: 'string',
  Date: 'string',
  EmailAddress: 'string',
  URL: 'string',
  Decimal: 'string',
  CurrencyCode: 'string',
  _FieldSet: 'string',
};

/** GraphQL types whose parent object is a domain type. Whatever is not named here is answered as the schema has it. */
const mappers: Record<(typeof subgraphs)[number], Record<string, string>> = {
  accounts: {
    Account: '../resolvers/links.ts#AccountParent',
    AccountSearch: '../resolvers/links.ts#AccountSearchParent',
    Viewer: '../../shared/account-reference.ts#ViewerReference',
    AccountRef: '../domain/company.ts#CompanyRef',
    Member: '../resolvers/member.ts#MemberParent',
    Document: '../domain/document.ts#CompanyDocument',
    Onboarding: '../domain/onboarding.ts#Onboarding as OnboardingModel',
    StaffMember: '../domain/staff.ts#StaffMember as StaffMemberModel',
  },
  billing: {
    Account: '../../shared/account-reference.ts#AccountReference',
    AccountSearch: '../../shared/account-reference.ts#ReferenceSearch',
    Viewer: '../../shared/account-reference.ts#ViewerReference',
    Billing: '../resolvers/billing.ts#BillingParent',
    BillingSubscription: '../resolvers/subscription.ts#SubscriptionParent',
    Invoice: '../domain/invoice.ts#Invoice as InvoiceModel',
    InvoiceLine: '../domain/invoice.ts#InvoiceLine as InvoiceLineModel',
    InvoicePreview: '../domain/invoice.ts#InvoicePreview as InvoicePreviewModel',
    Payment: '../resolvers/payment.ts#PaymentParent',
    PaymentMethod: '../resolvers/payment-method.ts#PaymentMethodParent',
    Price: '../domain/catalogue.ts#Price as PriceModel',
    Plan: '../domain/catalogue.ts#Plan as PlanModel',
  },
  usage: {
    Account: '../../shared/account-reference.ts#AccountReference',
    Viewer: '../../shared/account-reference.ts#ViewerReference',
    Member: '../resolvers/member.ts#MemberParent',
    Usage: '../resolvers/usage.ts#UsageParent',
    MeterUsage: '../resolvers/meter-usage.ts#MeterUsageParent',
  },
  support: {
    Account: '../../shared/account-reference.ts#AccountReference',
    AccountSearch: '../../shared/account-reference.ts#ReferenceSearch',
    Viewer: '../../shared/account-reference.ts#ViewerReference',
    Support: '../resolvers/support.ts#SupportParent',
    Ticket: '../resolvers/ticket.ts#TicketParent',
    TicketComment: '../domain/ticket.ts#TicketComment as TicketCommentModel',
    TicketContext: '../domain/ticket.ts#TicketContext as TicketContextModel',
    HelpCenter: '../resolvers/help-center.ts#HelpCenterParent',
    HelpSection: '../domain/help-center.ts#HelpSection as HelpSectionModel',
    Article: '../domain/help-center.ts#Article as ArticleModel',
  },
  consistency: {
    Account: '../resolvers/account.ts#AccountParent',
    Viewer: '../../shared/account-reference.ts#ViewerReference',
    Operation: '../domain/operation.ts#Operation as OperationModel',
  },
};

/** The typed client, for whoever asks the published API. */
const client: CodegenConfig['generates'][string] = {
  preset: 'client',
  schema: 'schema/api.graphql',
  documents: ['clients/typescript/*.ts'],
  presetConfig: { fragmentMasking: false },
  config: { documentMode: 'string', strictScalars: true, scalars, useTypeImports: true, enumsAsTypes: true },
};

const config: CodegenConfig = {
  importExtension: '.ts',
  generates: {
    'clients/typescript/generated/': client,
    ...Object.fromEntries(
      subgraphs.map((name) => [
        `subgraphs/${name}/generated/schema.ts`,
        {
          schema: ['schema/shared.graphql', `subgraphs/${name}/schema.graphql`],
          plugins: ['typescript', 'typescript-resolvers'],
          config: {
            federation: true,
            strictScalars: true,
            scalars,
            mappers: mappers[name],
            contextType: '../context.ts#Context',
            useTypeImports: true,
            enumsAsTypes: true,
            avoidOptionals: { field: true },
          },
        },
      ]),
    ),
  },
};

export default config;
