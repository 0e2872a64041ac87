import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the receiver got. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it and fail when it is not what they expect
  json: any;
}

/** Somebody's program that webhooks call, on loopback. */
export interface TestReceiver {
  url: string;
  received: Received[];
  /** Decides on the answer; 200 unless a test says otherwise. */
  answer: (response: ServerResponse, request: Received) => void;
  close(): Promise<void>;
}

export const startTestReceiver = async (): Promise<TestReceiver> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const got = { headers: request.headers, body, json: JSON.parse(body) as unknown };
      receiver.received.push(got);
      receiver.answer(response, got);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (response) => void response.end('ok'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
};

/** Checks a delivery the way receivers are told to. */
export const isSigned = ({ headers, body }: Received, secret: string): boolean => {
  const [, time = '', signature] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['netloom-signature'])) ?? [];
  return signature === createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
};
