import type { AssociationType } from './association-types.ts';

export type ObjectType = 'companies' | 'contacts' | 'notes';
export const objectTypes: readonly ObjectType[] = ['companies', 'contacts', 'notes'];

export interface PortalObject {
  readonly id: string;
  properties: Record<string, string>;
  readonly createdAt: string;
  updatedAt: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
  readonly fieldType: string;
  readonly groupName: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly hasUniqueValue?: boolean;
}

export interface PortalFile {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
  readonly path: string;
  readonly parentFolderId: string;
  readonly size: number;
  readonly createdAt: string;
  readonly expiresAt?: number;
  /** Not shown in the file manager, such as a file that was attached to a record. */
  readonly hidden?: boolean;
}

export interface PortalOwner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface SubscriptionType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface Portal {
  readonly properties: Record<'companies' | 'contacts', PropertyDefinition[]>;
  /** Labels between contacts and companies, in both directions. */
  readonly labels: AssociationType[];
  readonly owners: PortalOwner[];
  readonly files: PortalFile[];
  readonly subscriptionTypes: SubscriptionType[];
}

/** The property that holds the time of the last change. */
export const modifiedProperty = (type: ObjectType): string =>
  type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
