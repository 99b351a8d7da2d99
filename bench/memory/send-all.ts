import { Client } from 'undici';
import { exchange, type LoadRequest } from '../harness/load.ts';

const connections = 16;

/** Sends each request once. Throws for the first error. */
export async function sendAll(url: string, requests: readonly Pick<LoadRequest, 'headers' | 'body'>[]): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(new URL(url).origin);
      for (let index = next++; index < requests.length; index = next++) {
        const request = requests[index];
        const error = request && (await exchange(client, { url, ...request }));
        if (error !== undefined) throw new Error(`request ${index}: ${error}`);
      }
      await client.destroy();
    }),
  );
}
