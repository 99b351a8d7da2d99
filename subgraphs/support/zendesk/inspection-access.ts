import { z } from 'zod';
import { parseJson } from '@customer-graph/process/parse-json';
import { reasonOf } from '@customer-graph/process/reason-of';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { SupportSource } from '../port.ts';
import type { Get } from './inspection-requests.ts';

export interface AccessInspection {
  /** The scopes of the OAuth token; null: an API token, or Zendesk does not tell. */
  readonly scopes: readonly string[] | null;
  /** Whether a file of a ticket could be opened; null: no ticket has one. Otherwise the reason. */
  readonly attachment: 'OPENED' | { readonly reason: string } | null;
  /** The role of the configured assignee; null: none is configured, or there is no such user. */
  readonly assigneeRole: string | null;
}

const currentToken = z.object({ token: z.object({ scopes: z.array(text) }) });
const found = z.object({ results: z.array(z.object({ id: identifier })) });
const comments = z.object({ comments: z.array(z.object({ attachments: z.array(z.object({ id: identifier })) })) });
const user = z.object({ user: z.object({ role: optional(text) }) });

/** Asks for what the adapter uses beside reading tickets: scopes, files, and the agent who gets solved tickets. */
export async function inspectAccess(
  get: Get,
  source: Pick<SupportSource, 'openFile'>,
  { isOAuth, solveAssignee }: { readonly isOAuth: boolean; readonly solveAssignee: number | null },
): Promise<AccessInspection> {
  const read = async <Shape extends z.ZodType>(shape: Shape, path: string): Promise<z.output<Shape> | undefined> => {
    const { status, body } = await get(path);
    return status === 200 ? shape.safeParse(parseJson(body)).data : undefined;
  };

  async function attachment(): Promise<AccessInspection['attachment']> {
    const query = encodeURIComponent('type:ticket has_attachment:true');
    const [ticket] = (await read(found, `search?query=${query}&per_page=1`))?.results ?? [];
    const page = ticket && (await read(comments, `tickets/${ticket.id}/comments?page%5Bsize%5D=100`));
    const [file] = page?.comments.flatMap(({ attachments }) => attachments) ?? [];
    if (!file) return null;
    try {
      const opened = await source.openFile(file.id);
      opened?.content.destroy();
      return opened ? 'OPENED' : null;
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  }

  const [scopes, opened, assignee] = await Promise.all([
    isOAuth ? read(currentToken, 'oauth/tokens/current') : undefined,
    attachment(),
    solveAssignee === null ? undefined : read(user, `users/${solveAssignee}`),
  ]);
  return {
    scopes: scopes?.token.scopes ?? null,
    attachment: opened,
    assigneeRole: assignee?.user.role ?? null,
  };
}
