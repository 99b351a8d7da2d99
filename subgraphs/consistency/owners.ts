import type { AssertionSigner } from '@customer-graph/protocol/assertion';
import { createCallClient } from '@customer-graph/protocol/call-client';
import type { CallInput, CallName, CallOutput, Calls } from '@customer-graph/protocol/calls';
import type { DirectoryAccount } from '@customer-graph/protocol/directory';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import type { Transport } from '@customer-graph/protocol/transport';
import { writeTimeMs } from '@customer-graph/subgraph-kit/mutation';
import { currentUpstreamContext } from '@customer-graph/upstream/context';
import { accountsCalls } from '../accounts/contract.ts';
import { billingCalls } from '../billing/contract.ts';
import { supportCalls } from '../support/contract.ts';
import { usageCalls } from '../usage/contract.ts';
import type { Context } from './context.ts';

/** A call without a caller: background work and comparisons. */
export interface SystemCall {
  /** The accounts that the call is about. */
  readonly accounts: readonly DirectoryAccount[];
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** The calls of one owning subgraph. They reject with a `GraphError`. */
export interface OwnerClient<Table extends Calls> {
  /** Calls for the caller of a request. A started write may take longer than the caller waits. */
  callAsCaller<Name extends CallName<Table>>(
    name: Name,
    input: CallInput<Table, Name>,
    context: Context,
  ): Promise<CallOutput<Table, Name>>;
  /** Calls without a caller. */
  callAsSystem<Name extends CallName<Table>>(
    name: Name,
    input: CallInput<Table, Name>,
    call: SystemCall,
  ): Promise<CallOutput<Table, Name>>;
}

/** The subgraphs that own the facts. */
export interface Owners {
  readonly accounts: OwnerClient<typeof accountsCalls>;
  readonly billing: OwnerClient<typeof billingCalls>;
  readonly usage: OwnerClient<typeof usageCalls>;
  readonly support: OwnerClient<typeof supportCalls>;
}

export interface OwnersOptions {
  /** Connects to a subgraph by its name. */
  readonly transportTo: (name: string) => Transport;
  readonly signer: AssertionSigner;
}

/** An assertion without scopes: calls between subgraphs need none, and use only the links of the accounts. */
const assertionOf = ({ accounts, deadline }: SystemCall): Assertion =>
  systemAssertion(
    deadline,
    Object.fromEntries(
      accounts.map(({ id, mergedIds, links }) => [
        id,
        { id, formerIds: mergedIds, links, scopes: [], ownTicketsOnly: true },
      ]),
    ),
  );

export function createOwners({ transportTo, signer }: OwnersOptions): Owners {
  function ownerClient<Table extends Calls>(name: string, calls: Table, system: SystemOfRecord): OwnerClient<Table> {
    const client = createCallClient({ name, calls, system, transport: transportTo(name), signer });
    return {
      callAsCaller: (call, input, { assertion, membershipsChanged }) =>
        client(call, input, assertion, {
          extraTimeMs: writeTimeMs,
          onResponse(response) {
            const upstream = currentUpstreamContext();
            if (upstream) upstream.count.calls += response.calls;
            for (const contactId of response.membershipsChanged) membershipsChanged.add(contactId);
          },
        }),
      callAsSystem: (call, input, systemCall) => client(call, input, assertionOf(systemCall)),
    };
  }

  return {
    accounts: ownerClient('accounts', accountsCalls, 'CRM'),
    billing: ownerClient('billing', billingCalls, 'BILLING'),
    usage: ownerClient('usage', usageCalls, 'PRODUCT'),
    support: ownerClient('support', supportCalls, 'SUPPORT'),
  };
}
