import { createExpect } from '@customer-graph/upstream/expect';
import type { Subscription } from '../../domain/member.ts';

const expect = createExpect('CRM');

export const fromHubSpotSubscriptionStatus = (status: { id: string; name: string; status: string }): Subscription => ({
  key: expect.string(status.id, 'id'),
  name: expect.string(status.name, 'name'),
  subscribed: status.status === 'SUBSCRIBED',
});
