/** What the CRM's administrators have defined, as far as the graph leans on it. */
export interface Definitions {
  /** Company properties by name. */
  readonly company: ReadonlyMap<string, PropertyDefinition>;
  /** Contact properties by name. */
  readonly contact: ReadonlyMap<string, PropertyDefinition>;
  /** Association labels between contact and company. */
  readonly labels: ReadonlySet<string>;
}

export type PropertyKind = 'TEXT' | 'NUMBER' | 'DATE' | 'DATETIME' | 'CHOICE' | 'OTHER';

export interface PropertyDefinition {
  readonly label: string;
  readonly kind: PropertyKind;
  /** Labels of an enumeration's options, by value. */
  readonly options: ReadonlyMap<string, string>;
}
