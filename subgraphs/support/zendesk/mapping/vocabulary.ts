import type { SatisfactionScore, TicketKind, TicketPriority, TicketStatus } from '../../domain/ticket.ts';

/** Zendesk API, "Tickets" and "Satisfaction ratings". */

export const statuses = new Map<string, TicketStatus>([
  ['new', 'NEW'],
  ['open', 'OPEN'],
  ['pending', 'PENDING'],
  ['hold', 'ON_HOLD'],
  ['solved', 'SOLVED'],
  ['closed', 'CLOSED'],
]);

export const priorities = new Map<string, TicketPriority>([
  ['low', 'LOW'],
  ['normal', 'NORMAL'],
  ['high', 'HIGH'],
  ['urgent', 'URGENT'],
]);

export const kinds = new Map<string, TicketKind>([
  ['question', 'QUESTION'],
  ['incident', 'INCIDENT'],
  ['problem', 'PROBLEM'],
  ['task', 'TASK'],
]);

export const scores = new Map<string, SatisfactionScore>([
  ['good', 'GOOD'],
  ['bad', 'BAD'],
  ['offered', 'OFFERED'],
  ['unoffered', 'UNOFFERED'],
]);
