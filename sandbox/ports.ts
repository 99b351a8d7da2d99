export interface SandboxPorts {
  readonly control: number;
  readonly hubspot: number;
  readonly stripe: number;
  readonly identity: number;
}

export const defaultPorts: SandboxPorts = { control: 4100, hubspot: 4101, stripe: 4102, identity: 4104 };
