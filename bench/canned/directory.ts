import type { DirectoryAccount, MembershipAnswer } from '@customer-graph/protocol/directory';
import { directoryCalls } from '@customer-graph/protocol/directory';
import { companyId, companyIndex } from '../../sandbox/seed/company.ts';

const demo = companyId(companyIndex.demo);
const membership: MembershipAnswer = {
  contactId: '12000000001',
  memberships: [{ accountId: demo, role: 'ADMIN' }],
};

const entryOf = (id: string): DirectoryAccount => ({
  id,
  mergedIds: [],
  parentId: null,
  links: {
    billing: { state: 'LINKED', id: `cus_${id}` },
    product: { state: 'LINKED', id },
    support: { state: 'LINKED', id },
  },
});

/** Answers the gateway's unpublished calls to the directory: every caller is an administrator of the demo account. */
export function answerDirectoryCall(name: string, body: string): unknown {
  switch (name) {
    case 'membership':
      return membership;
    case 'entries':
      return directoryCalls.entries.input.parse(JSON.parse(body)).ids.map(entryOf);
    default:
      return undefined;
  }
}
