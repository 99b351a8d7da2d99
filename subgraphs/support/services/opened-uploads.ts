import type { Principal } from '@customer-graph/protocol/principal';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { UploadTokens } from './upload-tokens.ts';

/** Returns the help desk's tokens, or the refusal of the first token that the caller cannot use. */
export async function openUploads(
  uploads: UploadTokens,
  tokens: readonly string[],
  principal: Principal,
): Promise<{ readonly refusal: UserError } | { readonly tokens: readonly string[] }> {
  const opened = await Promise.all(tokens.map((token) => uploads.open(token, principal)));
  const invalid = opened.indexOf(null);
  if (invalid < 0) return { tokens: opened.filter((token) => token !== null) };
  const message = 'The upload token is not yours or has expired. Upload the file again.';
  return { refusal: userError('NOT_FOUND', message, 'uploads', String(invalid)) };
}
