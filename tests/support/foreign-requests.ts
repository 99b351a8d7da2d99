import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';

/** Headers of requests that a page of another site can make a browser send, by the attack. */
export const foreignPages: readonly (readonly [attack: string, headers: Readonly<Record<string, string>>])[] = [
  ['a name that was rebound to this machine', { host: 'attacker.example' }],
  ['a name that begins like this machine’s', { host: 'localhost.attacker.example:4000' }],
  ['a page of another site', { origin: 'https://attacker.example' }],
  ['a page of another port', { origin: 'http://127.0.0.1:1' }],
  ['a page without an origin, such as a sandboxed frame', { origin: 'null' }],
];

/** Sends a POST request with any Host, which fetch does not allow, and returns the status. */
export async function post(url: string, headers: Readonly<Record<string, string>>, body = ''): Promise<number> {
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 0;
}
