import { Agent } from 'undici';
import type { ControllerPaths } from './controller-paths.ts';
import { parseControllerUrl } from './controller-url.ts';
import type { ProtocolError } from './protocol-error.ts';

/** The calls of the protocol, as counted and timed. */
export type Operation =
  | 'register'
  | 'checksum'
  | 'download-config'
  | 'update-info'
  | 'report-status'
  | 'monitoring';

/** One finished HTTP exchange, for counting and timing. */
export interface ExchangeRecord {
  readonly operation: Operation;
  readonly milliseconds: number;
  /** The answer's status, or why there was none. */
  readonly outcome: number | ProtocolError['kind'];
}

export interface ControllerClientOptions {
  /** Base URL, http or https, possibly with a path; one trailing slash is dropped. */
  readonly url: string;
  /** Default `legacy`: what the agent in the field calls. */
  readonly paths?: ControllerPaths;
  /** Default 15 000, as the agent's. */
  readonly connectTimeoutMs?: number;
  /** From the start of the call to the last byte of the answer; default 30 000, as the agent's. */
  readonly totalTimeoutMs?: number;
  /** Longest archive that is accepted, in bytes; default 16 MiB. */
  readonly maximumArchiveBytes?: number;
  /** Longest accepted body of every other answer, in bytes; default 64 KiB. */
  readonly maximumReplyBytes?: number;
  /** Connections to the controller at one time; further calls wait for a free one. Default 4. */
  readonly connections?: number;
  /** Reuse connections; default true. The agent in the field opens one for each call. */
  readonly keepAlive?: boolean;
  /** Default true. False accepts any certificate. */
  readonly verifyTls?: boolean;
  /** PEM of the only certificate authority to trust, instead of the system's. */
  readonly certificateAuthority?: string;
  /** Told of every finished exchange. */
  readonly onExchange?: (exchange: ExchangeRecord) => void;
  /** Milliseconds of a clock that never jumps, for timing; default `performance.now`. */
  readonly now?: () => number;
}

/** An open way to one controller: made by {@link createControllerClient}, ended by {@link closeControllerClient}. */
export interface ControllerClient {
  readonly origin: string;
  /** Path that precedes `/controller/...`; empty for a controller at the root. */
  readonly basePath: string;
  readonly paths: ControllerPaths;
  readonly totalTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maximumArchiveBytes: number;
  readonly maximumReplyBytes: number;
  readonly agent: Agent;
  readonly onExchange: (exchange: ExchangeRecord) => void;
  readonly now: () => number;
}

/**
 * Makes a client for the controller at `options.url`. Nothing is sent yet.
 *
 * @throws TypeError when the URL cannot be a controller's
 */
export function createControllerClient(options: ControllerClientOptions): ControllerClient {
  const { origin, basePath } = parseControllerUrl(options.url);
  const connectTimeoutMs = options.connectTimeoutMs ?? 15_000;
  const agent = new Agent({
    connections: options.connections ?? 4,
    pipelining: (options.keepAlive ?? true) ? 1 : 0,
    connect: {
      timeout: connectTimeoutMs,
      rejectUnauthorized: options.verifyTls ?? true,
      ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
    },
    // One timer over the whole exchange replaces the two partial ones.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    origin,
    basePath,
    paths: options.paths ?? 'legacy',
    totalTimeoutMs: options.totalTimeoutMs ?? 30_000,
    connectTimeoutMs,
    maximumArchiveBytes: options.maximumArchiveBytes ?? 16 * 1024 * 1024,
    maximumReplyBytes: options.maximumReplyBytes ?? 64 * 1024,
    agent,
    onExchange: options.onExchange ?? (() => {}),
    now: options.now ?? (() => performance.now()),
  };
}

/** Breaks off what is under way and closes all connections. */
export async function closeControllerClient(client: ControllerClient): Promise<void> {
  await client.agent.destroy();
}
