/** The parts of `Member.id`: one person in one account. The id is opaque to clients and the same in every subgraph. */
export interface MemberKey {
  readonly accountId: string;
  readonly contactId: string;
}

/** Returns whether an id from another system has the format of a contact id. */
export const isContactId = (id: string): boolean => /^\d{1,20}$/.test(id);

const shape = /^m:(\d{1,20}):(\d{1,20})$/;

/** Returns the `Member.id`. */
export const encodeMemberId = ({ accountId, contactId }: MemberKey): string =>
  Buffer.from(`m:${accountId}:${contactId}`).toString('base64url');

/** Returns the parts of a `Member.id`, or null for any other text. */
export function decodeMemberId(id: string): MemberKey | null {
  const [, accountId, contactId] = shape.exec(Buffer.from(id.slice(0, 80), 'base64url').toString('utf8')) ?? [];
  return accountId !== undefined && contactId !== undefined ? { accountId, contactId } : null;
}
