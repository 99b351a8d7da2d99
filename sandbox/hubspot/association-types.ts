export interface AssociationType {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly typeId: number;
  readonly label: string | null;
}

/** Type ids of labels that differ by direction. */
export const oppositeTypeId: Readonly<Record<number, number>> = {
  279: 280,
  280: 279,
  1: 2,
  2: 1,
  13: 14,
  14: 13,
  190: 189,
  189: 190,
};
/** The unlabelled type that HubSpot adds to every association of two object types. */
export const defaultTypeId: Readonly<Record<string, number>> = {
  'contacts companies': 279,
  'companies contacts': 280,
  'companies companies': 450,
  'notes companies': 190,
  'companies notes': 189,
  'notes contacts': 202,
  'contacts notes': 201,
};

export const parentToChild: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: 13, label: 'Child Company' };
export const childToParent: AssociationType = { category: 'HUBSPOT_DEFINED', typeId: 14, label: 'Parent Company' };
