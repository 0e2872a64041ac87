import http from 'node:http';
import https from 'node:https';
import { DeliveryFailure } from './delivery-failure.ts';
import { findAddresses } from './find-addresses.ts';
import { reasonOf } from './reason-of.ts';
import { resolveHost, type HostAddress } from './resolve-host.ts';
import { hostOf } from './webhook-url.ts';

/** Time to find and reach the receiver, and then for its whole answer, in milliseconds. */
const standardPatience = { connectMs: 4000, answerMs: 8000 };
/** Bytes of an answer that are read at most, and characters that are kept. */
const mostRead = 16_384;
const mostKept = 2000;

export interface TargetAnswer {
  status: number;
  /** Beginning of the body, as text. */
  body: string;
}

/**
 * Sends a JSON body by POST and reads the beginning of the answer. The host is resolved once, every address is
 * judged, and the connection goes to one of these addresses: a name that changes in between leads nowhere else.
 * Redirects are not followed.
 *
 * @throws DeliveryFailure that says why there is no answer.
 */
export const postToTarget = async (
  target: { url: string; headers: Readonly<Record<string, string>>; body: string },
  options: {
    allowPrivate: boolean;
    signal: AbortSignal;
    patience?: typeof standardPatience;
    /** Names to addresses. Default: the name servers of this machine. */
    resolve?: (host: string) => Promise<HostAddress[]>;
  },
): Promise<TargetAnswer> => {
  const { allowPrivate, signal, patience = standardPatience, resolve = resolveHost } = options;
  const url = new URL(target.url);
  const connectDeadline = AbortSignal.timeout(patience.connectMs);
  const addresses = await findAddresses(hostOf(url), {
    allowPrivate,
    signal: AbortSignal.any([connectDeadline, signal]),
    resolve,
  });
  return exchange(url, addresses, target, { connectDeadline, answerMs: patience.answerMs, stop: signal });
};

const exchange = (
  url: URL,
  addresses: readonly HostAddress[],
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  { connectDeadline, answerMs, stop }: { connectDeadline: AbortSignal; answerMs: number; stop: AbortSignal },
): Promise<TargetAnswer> =>
  new Promise((resolve, reject) => {
    const isTls = url.protocol === 'https:';
    const bytes = Buffer.from(body);
    const request = (isTls ? https : http).request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': String(bytes.length),
        accept: '*/*',
        'accept-encoding': 'identity',
        ...headers,
      },
      // A connection of its own: one that is kept could lead to an address that is not among these any more.
      agent: false,
      lookup: (_host, { all }, callback) => {
        const [first] = addresses;
        if (all) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
    });
    let answerTimer: NodeJS.Timeout | undefined;
    const fail = (reason: string): void => {
      finish(() => reject(new DeliveryFailure(reason)));
    };
    const finish = (settle: () => void): void => {
      clearTimeout(answerTimer);
      connectDeadline.removeEventListener('abort', late);
      stop.removeEventListener('abort', stopped);
      settle();
      request.destroy();
    };
    const late = (): void => fail('The receiver could not be reached in time.');
    const stopped = (): void => fail('The delivery was interrupted.');
    connectDeadline.addEventListener('abort', late, { once: true });
    stop.addEventListener('abort', stopped, { once: true });
    if (stop.aborted) stopped();
    else if (connectDeadline.aborted) late();

    request.on('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        connectDeadline.removeEventListener('abort', late);
        answerTimer = setTimeout(() => fail('The receiver did not answer in time.'), answerMs);
      });
    });
    request.on('error', (error) => fail(`The receiver could not be reached: ${reasonOf(error)}.`));
    const broken = (): void => fail('The receiver closed the connection.');
    request.on('close', broken);
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      const chunks: Buffer[] = [];
      let length = 0;
      const done = (): void => finish(() => resolve({ status, body: readable(Buffer.concat(chunks)) }));
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostRead) done();
      });
      response.on('end', done);
      response.on('error', broken);
    });
    request.end(bytes);
  });

/** What both databases store as it is. */
const readable = (bytes: Buffer): string =>
  bytes.toString('utf8').slice(0, mostKept).replaceAll('\0', '').toWellFormed();
