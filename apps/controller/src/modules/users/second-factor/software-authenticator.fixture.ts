import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A passkey in software, for tests: does what a security key and the browser in front of it do (WebAuthn level 2). */
export interface SoftwareAuthenticator {
  /** As `navigator.credentials.create` of a page at `origin`. */
  create(options: { challenge: string; rp: { id?: string } }, origin: string): Record<string, unknown>;
  /** As `navigator.credentials.get`. `counter` overrides the count of signatures, as a copy of the key would. */
  get(
    options: { challenge: string; rpId?: string },
    origin: string,
    counter?: number,
  ): Record<string, unknown>;
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

export const createSoftwareAuthenticator = (): SoftwareAuthenticator => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let count = 0;

  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  return {
    create: ({ challenge, rp }, origin) => {
      const authData = Buffer.concat([
        authenticatorData(rp.id ?? new URL(origin).hostname, 0x41, count),
        Buffer.alloc(16),
        Buffer.from([id.length >> 8, id.length & 0xff]),
        id,
        cosePublicKey(publicKey),
      ]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Map<string, string> | Uint8Array>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]),
      );
      return credential(id, {
        clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
        attestationObject: Buffer.from(attestation).toString('base64url'),
        transports: ['usb'],
      });
    },
    get: ({ challenge, rpId }, origin, counter) => {
      count = counter ?? count + 1;
      const authData = authenticatorData(rpId ?? new URL(origin).hostname, 0x01, count);
      const client = clientData('webauthn.get', challenge, origin);
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(client)]))
        .sign(privateKey);
      return credential(id, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
};

const credential = (id: Buffer, response: object): Record<string, unknown> => ({
  id: id.toString('base64url'),
  rawId: id.toString('base64url'),
  type: 'public-key',
  clientExtensionResults: {},
  response,
});

const authenticatorData = (rpId: string, flags: number, count: number): Buffer => {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(count);
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
};

/** RFC 9052: EC2 on P-256, for ES256. */
const cosePublicKey = (key: KeyObject): Uint8Array => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  );
};
