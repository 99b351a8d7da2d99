/** A person in an account: Member.id, opaque to clients, the same in every subgraph. */
export interface MemberKey {
  readonly accountId: string;
  readonly contactId: string;
}

/** Whether an id from another system can be a contact's. */
export const isContactId = (id: string): boolean => /^\d{1,20}$/.test(id);

const shape = /^m:(\d{1,20}):(\d{1,20})$/;

export const encodeMemberId = ({ accountId, contactId }: MemberKey): string =>
  Buffer.from(`m:${accountId}:${contactId}`).toString('base64url');

/** Null for whatever is no Member.id. */
export function decodeMemberId(id: string): MemberKey | null {
  const [, accountId, contactId] = shape.exec(Buffer.from(id.slice(0, 80), 'base64url').toString('utf8')) ?? [];
  return accountId !== undefined && contactId !== undefined ? { accountId, contactId } : null;
}
