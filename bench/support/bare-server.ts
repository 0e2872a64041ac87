// The yardstick: a bare node:http server that answers 32 bytes with the header that devices ask for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = 'd41d8cd98f00b204e9800998ecf8427e';

const server = createServer((_request, response) => {
  response.writeHead(200, {
    'content-type': 'text/plain',
    'content-length': 32,
    'x-openwisp-controller': 'true',
  });
  response.end(body);
});
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
