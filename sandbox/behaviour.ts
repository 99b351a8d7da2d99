import { z } from 'zod';
import { hubspotBehaviour } from './hubspot/behaviour.ts';
import { identityBehaviour } from './identity/behaviour.ts';
import { stripeBehaviour } from './stripe/behaviour.ts';
import { zendeskBehaviour } from './zendesk/behaviour.ts';

/** Where a vendor differs by plan, billing mode, permission or version. A missing switch has its default. */
export const behaviourSchema = z.strictObject({
  hubspot: hubspotBehaviour.prefault({}),
  stripe: stripeBehaviour.prefault({}),
  zendesk: zendeskBehaviour.prefault({}),
  identity: identityBehaviour.prefault({}),
});

export type Behaviour = z.output<typeof behaviourSchema>;
/** The switches that differ from their defaults. */
export type BehaviourChange = z.input<typeof behaviourSchema>;

/** The current switches of all stand-ins. */
export interface Switches {
  get(): Behaviour;
  /** Sets all switches; what is missing gets its default. */
  set(change: unknown): void;
}

export function createSwitches(change: BehaviourChange = {}): Switches {
  let behaviour = behaviourSchema.parse(change);
  return {
    get: () => behaviour,
    set(next) {
      behaviour = behaviourSchema.parse(next);
    },
  };
}
