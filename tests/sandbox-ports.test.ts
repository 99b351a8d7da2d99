import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkPorts } from '../sandbox/check-ports.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { VariablesError } from '../sandbox/variables.ts';
import { runToEnd } from './support/processes.ts';

const anyPort = { control: 0, hubspot: 0, stripe: 0, zendesk: 0, identity: 0, product: 0, productWebhook: 0 };
const host = '127.0.0.1';

describe('the ports of the sandbox', () => {
  const taken = createServer();
  let port: number;
  beforeAll(async () => {
    await once(taken.listen(0, host), 'listening');
    const address = taken.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => void taken.close());

  test('are reported together when taken, by the name of their variables', async () => {
    const ports = { ...anyPort, zendesk: port, productWebhook: port };
    const error: unknown = await checkPorts({ ports, host, only: ['zendesk', 'product'] }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(VariablesError);
    expect((error as VariablesError).problems).toEqual([
      `SANDBOX_ZENDESK_PORT: port ${port} of ${host} is in use: stop the other program, or set another port`,
      `SANDBOX_PRODUCT_WEBHOOK_PORT: port ${port} of ${host} is in use: stop the other program, or set another port`,
    ]);
  });

  test('are not checked for stand-ins that do not start', async () => {
    const ports = { ...anyPort, zendesk: port };
    await expect(checkPorts({ ports, host, only: ['stripe'] })).resolves.toBeUndefined();
  });

  test('end npm run sandbox with a sentence and 78 when taken', async () => {
    const { code, output, errors } = await runToEnd('sandbox/index.ts', {
      SANDBOX_CONTROL_PORT: '0',
      SANDBOX_STRIPE_PORT: String(port),
    });
    expect(code).toBe(78);
    expect(output).toBe('');
    expect(errors).toContain(`SANDBOX_STRIPE_PORT: port ${port} of ${host} is in use`);
  });
});

test('a sandbox is ready when its product database is filled', async () => {
  await using sandbox = await startSandbox({ ports: anyPort, only: ['product'] });
  const ready = await fetch(`${sandbox.urls.control}/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ status: 'ready' });
  await expect(sandbox.ready).resolves.toBeUndefined();
});
