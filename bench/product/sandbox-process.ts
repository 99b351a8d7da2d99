import { keyEnvironment } from '../../sandbox/environment.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startTestSandbox } from '../../tests/support/graph.ts';
import { addContacts, addTickets } from '../growth/add-records.ts';
import { answerRequests } from '../harness/requests.ts';
import { recordView } from './record-view.ts';
import type { RecordedView } from './recorded.ts';

/** Variables and a token with which a product uses the stand-ins. */
export interface SandboxAddresses {
  readonly environment: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly token: string;
}

const lifetimeSeconds = 4 * 3_600;
let running: Sandbox | undefined;

function required(): Sandbox {
  if (!running) throw new Error('the sandbox is not running');
  return running;
}

/** The vendors' stand-ins in a process of their own, without rate limits. */
answerRequests({
  async start({ identity }: { readonly identity: string }): Promise<SandboxAddresses> {
    const sandbox = await startTestSandbox();
    await sandbox.ready;
    running = sandbox;
    const token = await sandbox.token(identity, { lifetimeSeconds });
    return { environment: sandbox.environment, keys: keyEnvironment(), token };
  },
  addTickets: ({ count }: { readonly count: number }) => addTickets(required(), count),
  addContacts: ({ count }: { readonly count: number }) => addContacts(required(), count),
  record({ token }: { readonly token: string }): Promise<RecordedView> {
    return recordView(required(), token);
  },
});
