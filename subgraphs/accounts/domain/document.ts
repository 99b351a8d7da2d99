export type DocumentKind = 'CONTRACT' | 'PROPOSAL' | 'CERTIFICATE' | 'SPECIFICATION' | 'OTHER';

export interface CompanyDocument {
  readonly id: string;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly byteSize: number | null;
  readonly contentType: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** YYYY-MM-DD */
  readonly expiresOn: string | null;
}
