/** The definitions in the CRM that the graph depends on. */
export interface Definitions {
  /** Company properties by name. */
  readonly company: ReadonlyMap<string, PropertyDefinition>;
  /** Contact properties by name. */
  readonly contact: ReadonlyMap<string, PropertyDefinition>;
  /** Association labels between contacts and companies. */
  readonly labels: ReadonlySet<string>;
}

export type PropertyKind = 'TEXT' | 'NUMBER' | 'DATE' | 'DATETIME' | 'CHOICE' | 'OTHER';

export interface PropertyDefinition {
  readonly label: string;
  readonly kind: PropertyKind;
  /** Labels of an enumeration's options, by value. */
  readonly options: ReadonlyMap<string, string>;
}
