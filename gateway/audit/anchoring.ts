import type { Logger } from 'pino';
import { reasonOf } from '@customer-graph/process/reason-of';
import type { Anchor, AnchorStatement } from './anchor.ts';

export interface AnchoringOptions {
  readonly anchors: readonly Anchor[];
  readonly intervalMs: number;
  /** States what the trail holds now; null: nothing yet. */
  readonly state: () => Promise<AnchorStatement | null>;
  readonly log: Logger;
}

export interface Anchoring extends AsyncDisposable {
  /** Publishes a statement to all anchors. Failures are logged: the trail does not depend on its anchors. */
  publish(): Promise<void>;
}

/** Publishes statements about the trail periodically, on demand, and at an orderly end. */
export function createAnchoring({ anchors, intervalMs, state, log }: AnchoringOptions): Anchoring {
  let publishing: Promise<void> = Promise.resolve();

  async function publishNow(): Promise<void> {
    try {
      const statement = await state();
      if (!statement) return;
      await Promise.all(anchors.map((anchor) => publishTo(anchor, statement)));
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'audit anchor not published');
    }
  }

  async function publishTo(anchor: Anchor, statement: AnchorStatement): Promise<void> {
    try {
      await anchor.publish(statement);
    } catch (error) {
      log.warn({ anchor: anchor.name, reason: reasonOf(error) }, 'audit anchor not published');
    }
  }

  const publish = (): Promise<void> => (publishing = publishing.then(publishNow));
  const timer = setInterval(() => void publish(), intervalMs).unref();
  return {
    publish,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await publish();
    },
  };
}
