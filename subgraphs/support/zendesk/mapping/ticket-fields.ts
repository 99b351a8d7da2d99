import { z } from 'zod';
import type { ContextFields } from '../../config.ts';
import type { TicketContext } from '../../domain/ticket.ts';

export const zendeskFields = z.array(z.object({ id: z.unknown().optional(), value: z.unknown().optional() }));

/** Reads the customer's context from a ticket's custom fields. Null: all of them are empty. */
export function fromZendeskFields(given: z.output<typeof zendeskFields>, fields: ContextFields): TicketContext | null {
  const text = (field: number | null): string | null => {
    const value = field === null ? undefined : given.find(({ id }) => String(id) === String(field))?.value;
    return typeof value === 'string' && value.trim() !== '' ? value.trim().toWellFormed() : null;
  };
  const pageUrl = text(fields.pageUrl);
  const context = {
    articleId: text(fields.article),
    // The requester wrote it: anything but an http(s) URL could be a script.
    pageUrl: pageUrl !== null && /^https?:/i.test(pageUrl) && URL.canParse(pageUrl) ? pageUrl : null,
    planKey: text(fields.planKey),
  };
  return Object.values(context).some((value) => value !== null) ? context : null;
}

/** Zendesk's OpenAPI requires key, type and title; Zendesk itself takes them from the field's definition. */
export const toZendeskField = (id: number, title: string, value: string) => ({
  id,
  value,
  key: String(id),
  type: 'text',
  title,
});
