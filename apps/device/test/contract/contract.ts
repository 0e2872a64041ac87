import type { Access } from '../../src/platform/http/access-control.ts';
import type { TestAnswer, TestDevice } from '../../src/testing/start-test-device.ts';

/** A box with what it needs around it. */
export interface Stage {
  device: TestDevice;
  /** Stops the device and all around it. */
  stop(): Promise<void>;
}

/** A call of an operation and the one answer to it. */
export interface Case<S extends Stage> {
  /** When the answer is given: goes on from "answers 503 …". Not needed for success. */
  when?: string;
  /** Below `/api/v1`, with its query; otherwise that of the operation, which then has no parameters. */
  path?: string;
  body?: unknown;
  /** The token of the call where it cannot be a fresh one. The call then comes from elsewhere. */
  token?(stage: S): string;
  /** 200 unless said. */
  status?: number;
  /** The whole body. A text is an answer without a media type (body B of section 3.0), all else is JSON. */
  answer: unknown;
  /** The media type where it is another one. */
  type?: string;
  /** Brings the stage into the state in which the call is made. Before each attempt. */
  arrange?(stage: S): Promise<unknown> | unknown;
  /** Takes back what was arranged, also after a failure. After each attempt. */
  restore?(stage: S): Promise<unknown> | unknown;
}

/** Everything that an operation answers to those who are let in. */
export interface OperationContract<S extends Stage> {
  /** `METHOD /path` as declared, parameters as `:name`. */
  operation: string;
  /** Tried by each way in which its callers may prove who they are. Left out on a stage that makes it fail. */
  success?: Case<S>;
  errors: readonly Case<S>[];
}

/** Operations that are tried on one stage. */
export interface Contract<S extends Stage = Stage> {
  title: string;
  /** False where the stage cannot be built on this machine. */
  canStart?: () => boolean;
  start(): Promise<S>;
  operations: readonly OperationContract<S>[];
}

const elsewhere = '192.0.2.9';
const here = '127.0.0.1';

/** A way to prove who one is. */
export interface Proof {
  title: string;
  send(device: TestDevice, method: string, path: string, body?: unknown): Promise<TestAnswer>;
}

const signature: Proof = {
  title: 'a signature on the box',
  send: (device, method, path, body) => device.call(method, path, body),
};
const tokenFrom = (address: string, place: string): Proof => ({
  title: `a token ${place}`,
  send: async (device, method, path, body) =>
    device.callFrom(address, method, path, { token: await device.token(), body }),
});
const pageCookie: Proof = {
  title: 'the cookie of the page',
  send: async (device, method, path, body) => {
    const headers = { cookie: `netloom_device=${await device.token()}`, 'x-netloom-page': '1' };
    return device.callFrom(elsewhere, method, path, { headers, body });
  },
};

/** The ways that open an operation, by who may call it (device service, section 3.0). */
export const proofs: Readonly<Record<Exclude<Access, 'open'>, readonly Proof[]>> = {
  'box-or-token': [signature, tokenFrom(elsewhere, 'elsewhere'), pageCookie],
  token: [tokenFrom(elsewhere, 'elsewhere'), tokenFrom(here, 'on the box')],
  box: [signature],
};

/** The proof that errors are tried with. @param token instead of a fresh one */
export const firstProof = (access: Access, token?: string): Proof => {
  if (token !== undefined)
    return {
      title: 'a token that was issued before',
      send: (device, method, path, body) => device.callFrom(elsewhere, method, path, { token, body }),
    };
  return access === 'token' ? tokenFrom(elsewhere, 'elsewhere') : signature;
};
