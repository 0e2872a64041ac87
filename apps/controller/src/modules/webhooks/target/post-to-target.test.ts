import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postToTarget } from './post-to-target.ts';

interface Received {
  url: string;
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

describe('sending to a receiver', () => {
  let server: Server;
  let received: Received[];
  let answer: (response: ServerResponse, request: Received) => void;
  let others: TcpServer[];

  const port = (listening: { address(): unknown }): number => (listening.address() as AddressInfo).port;
  const listen = async (tcp: TcpServer): Promise<number> => {
    others.push(tcp);
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    return port(tcp);
  };

  beforeEach(async () => {
    received = [];
    others = [];
    answer = (response) => response.end('thanks');
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', method = '', headers } = request;
        const got = { url, method, headers, body: Buffer.concat(chunks).toString() };
        received.push(got);
        answer(response, got);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    for (const one of [server, ...others]) await new Promise((resolve) => one.close(resolve));
  });

  const send = (
    url = `http://127.0.0.1:${port(server)}/hook?x=1`,
    options: Partial<Parameters<typeof postToTarget>[1]> = {},
  ) =>
    postToTarget(
      { url, headers: { 'netloom-topic': 'test' }, body: '{"name":"Zürich"}' },
      { allowPrivate: true, signal: new AbortController().signal, ...options },
    );

  it('posts JSON and reads the answer', async () => {
    expect(await send()).toEqual({ status: 200, body: 'thanks' });
    expect(received).toMatchObject([
      {
        url: '/hook?x=1',
        method: 'POST',
        body: '{"name":"Zürich"}',
        headers: {
          'content-type': 'application/json',
          'content-length': '18',
          'netloom-topic': 'test',
          connection: 'close',
        },
      },
    ]);
  });

  it('gives back any status, and follows no redirect', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end('moved');
    expect(await send()).toEqual({ status: 302, body: 'moved' });
    expect(received).toHaveLength(1);
  });

  it('reads the beginning of a long answer only', async () => {
    answer = (response) => {
      const more = (): void => {
        if (!response.destroyed && response.write('\0ä'.repeat(10_000))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    };
    const { status, body } = await send();
    expect(status).toBe(200);
    expect(body).toBe('ä'.repeat(1000));
  });

  it('refuses names that lead inside, and connects to nothing', async () => {
    const resolve = async () => [
      { address: '93.184.216.34', family: 4 as const },
      { address: '127.0.0.1', family: 4 as const },
    ];
    const url = `http://receiver.example:${port(server)}/`;
    await expect(send(url, { allowPrivate: false, resolve })).rejects.toThrow(
      'The host has an address that is not public.',
    );
    await expect(send(undefined, { allowPrivate: false })).rejects.toThrow('not public');
    expect(received).toEqual([]);
  });

  it('asks for addresses once and connects to one of them, whatever the name means a moment later', async () => {
    let asked = 0;
    const resolve = async () => {
      asked++;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 as const }];
    };
    const url = `http://receiver.example:${port(server)}/`;
    expect(await send(url, { resolve })).toEqual({ status: 200, body: 'thanks' });
    expect(asked).toBe(1);
    expect(received[0]?.headers.host).toBe(`receiver.example:${port(server)}`);
  });

  it('resolves names that this machine knows', async () => {
    expect(await send(`http://localhost:${port(server)}/`)).toMatchObject({ status: 200 });
  });

  const patience = { connectMs: 150, answerMs: 150 };
  it('gives up on name servers, receivers and answers that take too long', async () => {
    const never = () => new Promise<never>(() => {});
    await expect(send('http://receiver.example/', { resolve: never, patience })).rejects.toThrow(
      'The host could not be resolved: it took too long.',
    );
    answer = () => {};
    await expect(send(undefined, { patience })).rejects.toThrow('The receiver did not answer in time.');
    answer = (response) => void response.write('a little');
    await expect(send(undefined, { patience })).rejects.toThrow('The receiver did not answer in time.');
    // Takes the connection, but never says a word of TLS.
    const silent = await listen(createTcpServer((socket) => socket.on('error', () => {}).resume()));
    await expect(send(`https://127.0.0.1:${silent}/`, { patience })).rejects.toThrow(
      'The receiver could not be reached in time.',
    );
  });

  it('tells why there is no answer', async () => {
    const free = await listen(createTcpServer());
    await new Promise((resolve) => others.pop()?.close(resolve));
    await expect(send(`http://127.0.0.1:${free}/`)).rejects.toThrow(
      `The receiver could not be reached: connect ECONNREFUSED 127.0.0.1:${free}.`,
    );
    const rude = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    await expect(send(`http://127.0.0.1:${rude}/`)).rejects.toThrow('The receiver could not be reached: ');
    const upgrading = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () =>
          socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
        );
      }),
    );
    await expect(send(`http://127.0.0.1:${upgrading}/`)).rejects.toThrow(
      'The receiver closed the connection.',
    );
    const half = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'));
      }),
    );
    await expect(send(`http://127.0.0.1:${half}/`)).rejects.toThrow('The receiver closed the connection.');
    await expect(send('http://receiver.invalid/', { resolve: async () => [] })).rejects.toThrow(
      'The host has no address.',
    );
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(send(undefined, { signal: stop.signal })).rejects.toThrow('interrupted');
    await expect(send(undefined, { signal: stop.signal })).rejects.toThrow();
  });
});
