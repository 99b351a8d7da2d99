export interface SandboxPorts {
  readonly control: number;
  readonly hubspot: number;
  readonly stripe: number;
  readonly zendesk: number;
  readonly identity: number;
  readonly product: number;
  readonly productWebhook: number;
}

export const defaultPorts: SandboxPorts = {
  control: 4100,
  hubspot: 4101,
  stripe: 4102,
  zendesk: 4103,
  identity: 4104,
  product: 4105,
  productWebhook: 4106,
};
