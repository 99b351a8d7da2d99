export type TicketStatus = 'NEW' | 'OPEN' | 'PENDING' | 'ON_HOLD' | 'SOLVED' | 'CLOSED' | 'OTHER';
export type TicketPriority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT' | 'OTHER';
export type TicketKind = 'QUESTION' | 'INCIDENT' | 'PROBLEM' | 'TASK' | 'OTHER';
export type SatisfactionScore = 'GOOD' | 'BAD' | 'OFFERED' | 'UNOFFERED' | 'OTHER';

/** A ticket that its requester may see. Times are milliseconds since the epoch. */
export interface Ticket {
  readonly id: string;
  readonly subject: string | null;
  readonly status: TicketStatus;
  readonly priority: TicketPriority | null;
  readonly kind: TicketKind | null;
  /** The requester's external id, which is their contact id. Null: the help desk has none. */
  readonly requesterKey: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly satisfaction: { readonly score: SatisfactionScore; readonly comment: string | null } | null;
  readonly context: TicketContext | null;
}

export interface TicketContext {
  readonly articleId: string | null;
  readonly pageUrl: string | null;
  readonly planKey: string | null;
}

/** A public comment. Internal notes never become one. */
export interface TicketComment {
  readonly id: string;
  readonly author: { readonly name: string; readonly isStaff: boolean };
  readonly body: string;
  readonly htmlBody: string | null;
  readonly createdAt: number;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string | null;
  readonly byteSize: number | null;
}

export const isTicketId = (id: string): boolean => /^\d{1,15}$/.test(id);

/** Closed tickets cannot be changed or reopened. */
export const isClosed = ({ status }: Ticket): boolean => status === 'CLOSED';
