import { test, expect } from '@jest/globals';
import { startGraph, nullsIn } from './support/graph.ts';
test('x', async () => {
  await using graph = await startGraph();
  const a = await graph.ask(`{ account(id: "8800000001") { usage { period { start end } activeMembers source { asOf } meters { meter { key aggregation } used allowance remaining projected state resetsAt series { start value } byMember(first: 3) { value member { id name lastActiveAt } } } }
    support { tickets(first: 10) { edges { node { id subject status priority kind requester { id name lastActiveAt } satisfaction { score comment } context { article { title } pageUrl planKey } latestComment { body author { name isStaff } attachments { url } } } } pageInfo { hasNextPage endCursor } } }
    search(text: "export") { members { name } documents { name } invoices { number } tickets { subject } articles { title snippet } } }
    helpCenter { sections { name articles(first: 2) { edges { node { title } } } } search(text: "api", first: 3) { edges { node { title helpfulVotes related { title } } } } } }`, { as: 'admin@demo' });
  console.log(JSON.stringify(a.errors), JSON.stringify(a.data, null, 1).slice(-2600));
  console.log(graph.calls().map((c) => c.slice(0, 150)).join('\n'));
});
