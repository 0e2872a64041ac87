import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { waitFor } from '@netloom/server-kit/testing';

/** A mail as the server got it. */
export interface ReceivedMail {
  to: string;
  /** Headers by name in lower case, as they came but unfolded. */
  headers: Map<string, string>;
  subject: string;
  text: string;
  html: string;
  /** The first address of a link that contains this; fails when there is none. */
  link(part: string): string;
}

/** A mail server on loopback that keeps what it gets. */
export interface TestMailServer {
  /** For NETLOOM_MAIL_URL. */
  url: string;
  mails: ReceivedMail[];
  /** Waits for the next mail to an address that was not taken yet, and takes it. */
  take(to: string): Promise<ReceivedMail>;
  close(): Promise<void>;
}

/** `answer` may refuse a recipient: it returns an SMTP code and is asked once for each attempt. */
export const startMailServer = async (
  options: { answer?: (to: string) => number | undefined } = {},
): Promise<TestMailServer> => {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'mailer' && password === 'mail-password'
        ? done(null, { user: username })
        : done(new Error('wrong password')),
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = options.answer?.(address);
      done(responseCode === undefined ? null : Object.assign(new Error('refused'), { responseCode }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('latin1');
        for (const { address } of session.envelope.rcptTo) mails.push(readMail(address, source));
        done();
      });
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = listener.address() as AddressInfo;
  const taken = new Set<ReceivedMail>();
  return {
    url: `smtp://mailer:mail-password@127.0.0.1:${port}`,
    mails,
    take: async (to) => {
      const mail = await waitFor(`a mail to ${to}`, () =>
        mails.find((candidate) => candidate.to === to && !taken.has(candidate)),
      );
      taken.add(mail);
      return mail;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
};

const readMail = (to: string, source: string): ReceivedMail => {
  const { headers, body } = splitPart(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [source] : body.split(`--${boundary}`).slice(1, -1);
  const bodyOf = (type: string): string => {
    const part = parts.map(splitPart).find((one) => one.headers.get('content-type')?.startsWith(type));
    if (!part) return '';
    return decodeBody(part.body, part.headers.get('content-transfer-encoding')).replaceAll('\r\n', '\n');
  };
  const text = bodyOf('text/plain');
  return {
    to,
    headers,
    subject: decodeWords(headers.get('subject') ?? ''),
    text,
    html: bodyOf('text/html'),
    link: (part) => {
      const found = text.match(/https?:\/\/\S+/g)?.find((link) => link.includes(part));
      if (found === undefined) throw new Error(`no link with ${part} in: ${text}`);
      return found;
    },
  };
};

const splitPart = (source: string): { headers: Map<string, string>; body: string } => {
  const [, head = '', body = ''] = /^\s*([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(source) ?? [];
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return {
    headers: new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    body,
  };
};

const decodeBody = (body: string, encoding = '7bit'): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding === 'quoted-printable') return decodeQuoted(body.replaceAll(/=\r?\n/g, ''));
  return Buffer.from(body, 'latin1').toString();
};

const decodeQuoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

/** RFC 2047 encoded words. */
const decodeWords = (text: string): string =>
  text.replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=\s*/gi, (_, kind: string, content: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(content, 'base64').toString()
      : decodeQuoted(content.replaceAll('_', ' ')),
  );
