import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZendeskBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';
import type { Attachment, HelpDeskStore } from './store.ts';

/** The path of an attachment's `content_url`. */
export const contentPath = (id: number, fileName: string): string =>
  `/attachments/token/${id}/?name=${encodeURIComponent(fileName)}`;

/** A host name for files that is another origin than the API's, if the machine has one: like zdusercontent.com. */
export const filesHostOf = (host: string): string => (host === '127.0.0.1' ? 'localhost' : host);

export interface AttachmentOptions {
  readonly store: () => HelpDeskStore;
  readonly baseOf: () => string;
  readonly filesHost: string;
  readonly behaviour: () => ZendeskBehaviour;
}

type Route = { Params: { id: string } };

/**
 * Zendesk API, "Ticket attachments" and "Secure downloads": `content_url` answers a caller without a session with a redirect
 * to the sign-in page, and others with one to a host for files, which refuses requests with credentials.
 */
export function registerAttachments(
  app: FastifyInstance,
  { store, baseOf, filesHost, behaviour }: AttachmentOptions,
): void {
  const find = (id: string): Attachment | undefined =>
    [
      ...store()
        .all('comments')
        .flatMap(({ attachments }) => attachments),
      ...uploaded(),
    ].find((attachment) => String(attachment.id) === id);
  const uploaded = (): Attachment[] =>
    store()
      .all('uploads')
      .map(({ attachment }) => attachment);

  const serve = (reply: FastifyReply, attachment: Attachment): FastifyReply =>
    reply.type(attachment.content_type).send(store().contents.get(attachment.id) ?? Buffer.alloc(attachment.size, 'x'));

  app.get<Route>('/attachments/token/:id', async (request: FastifyRequest<Route>, reply) => {
    const attachment = find(request.params.id);
    if (!attachment || attachment.deleted) return sendError(reply, 404);
    if (!behaviour().privateAttachments) return serve(reply, attachment);
    if (!request.isSignedIn)
      return reply.redirect(`${baseOf()}/access/unauthenticated?return_to=${encodeURIComponent(request.url)}`, 302);
    return reply.redirect(
      `http://${filesHost}:${new URL(baseOf()).port}/content/${attachment.id}?token=sandbox-signed`,
      302,
    );
  });

  app.get<Route>('/content/:id', async (request, reply) => {
    const attachment = find(request.params.id);
    if (!attachment || !request.url.includes('token=sandbox-signed')) return sendError(reply, 404);
    // Reported by users: the host for files refuses an Authorization header.
    if (request.headers.authorization !== undefined) return sendError(reply, 403);
    return serve(reply, attachment);
  });

  app.get<Route>('/api/v2/attachments/:id', async (request, reply) => {
    const attachment = find(request.params.id);
    return attachment ? reply.send({ attachment }) : sendError(reply, 404);
  });
}
