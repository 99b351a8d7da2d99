/** Why the help desk rejected a write. */
export type Rejection =
  | { readonly kind: 'ASSIGNEE_MISSING' }
  /** A ticket field needs a value first. Without a title: only agents see the field. */
  | { readonly kind: 'FIELD_MISSING'; readonly fieldId: string; readonly title?: string }
  /** The person may not act, because the help desk has not verified their address. */
  | { readonly kind: 'NOT_VERIFIED' }
  /** Another record has the value. */
  | { readonly kind: 'DUPLICATE'; readonly field: string }
  /** One of the values, for example an expired upload. */
  | { readonly kind: 'VALUE' };
