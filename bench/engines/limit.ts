import { createServer } from 'node:http';
import { readPeerEnvironment } from './environment.ts';

/** The limit: node:http sends an answer that was made before. */
const { port, answer } = readPeerEnvironment();
const body = Buffer.from(answer);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(body));
}).listen(port, '127.0.0.1');
