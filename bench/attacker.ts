import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Agent, request } from 'undici';

/** The load of an attack: its parts run at the same time. */
export interface Attack {
  readonly port: number;
  /** Access tokens of those who upload. */
  readonly tokens: readonly string[];
  readonly halfOpen: number;
  /** How many addresses the connections come from. */
  readonly addresses: number;
  readonly slowUploads: number;
  readonly webhooksASecond: number;
  readonly webhookBytes: number;
}

const { port, tokens, halfOpen, addresses, slowUploads, webhooksASecond, webhookBytes } = workerData as Attack;
const tickMs = 50;

function open(text: string, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined).resume();
  if (text !== '') socket.write(text);
  return socket;
}

const beginnings = ['', 'POST /graphql HTTP/1.1\r\nhost: graph\r\n'];
for (let count = 0; count < halfOpen; count += 1) {
  open(beginnings[count % beginnings.length] ?? '', `127.0.0.${10 + (count % addresses)}`);
  if (count % 500 === 499) await delay(tickMs);
}
for (let count = 0; count < slowUploads; count += 1) {
  const socket = open(
    `POST /uploads HTTP/1.1\r\nhost: graph\r\nauthorization: Bearer ${tokens[count % tokens.length] ?? ''}\r\ncontent-type: multipart/form-data; boundary=xx\r\ncontent-length: 1000000\r\n\r\n--xx\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n`,
    `127.0.0.${30 + (count % addresses)}`,
  );
  const drip = setInterval(() => socket.write('0123456789'), 1_000);
  socket.once('close', () => clearInterval(drip));
}
const body = 'x'.repeat(webhookBytes);
const dispatcher = new Agent({ connections: 50 });
setInterval(() => {
  for (let count = 0; count < (webhooksASecond * tickMs) / 1_000; count += 1)
    void request(`http://127.0.0.1:${port}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'stripe-signature': `t=${Math.floor(Date.now() / 1_000)},v1=${'0'.repeat(64)}` },
      body,
      dispatcher,
    }).then(
      (answer) => answer.body.dump(),
      () => undefined,
    );
}, tickMs);
parentPort?.postMessage('attacking');
