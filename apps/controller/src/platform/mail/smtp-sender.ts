import type { NodemailerError } from 'nodemailer';

interface SmtpMessage {
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Ends the attempt. */
  signal: AbortSignal;
}

/**
 * Sends a message to one recipient. Returns why the server refused it for good (an address that does not exist), or
 * undefined when it took it.
 *
 * @throws when trying again later may help: the server is away, busy, or lets nobody in.
 */
type SmtpSender = (message: SmtpMessage) => Promise<string | undefined>;

const secondMs = 1000;

/** `url` is `smtp://user:password@host:port` or `smtps://…`; further options of the connection as query parameters. */
export const createSmtpSender = (url: string): SmtpSender => {
  let loaded: ReturnType<typeof openTransport> | undefined;
  return async ({ from, to, ...message }) => {
    loaded ??= openTransport(url);
    const transport = await loaded;
    try {
      // As an object the address is one address, whatever characters it holds.
      const { rejected } = await transport.sendMail({ ...message, from, to: { name: '', address: to } });
      return rejected.length > 0 ? 'recipient rejected' : undefined;
    } catch (error) {
      const { responseCode, code, message: reason } = error as NodemailerError & { responseCode?: number };
      // About this recipient or this message. A refused login or a missing TLS is for the operator to put right.
      const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
      if (isAboutMail && responseCode !== undefined && responseCode >= 500) return reason;
      throw error;
    }
  };
};

/** The library is loaded by the first mail: many processes send none. */
const openTransport = async (url: string) => {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    connectionTimeout: 15 * secondMs,
    greetingTimeout: 15 * secondMs,
    socketTimeout: 30 * secondMs,
    // Passwords do not travel in clear, except to this very machine. `?requireTLS=false` in the URL allows it.
    requireTLS: hasPassword(url) && !isThisMachine(url),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

const hasPassword = (url: string): boolean => (URL.parse(url)?.password ?? '') !== '';

const isThisMachine = (url: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
