import { parseSignature } from './parse-signature.ts';
import { readValues } from './read-values.ts';
import { objectPath, writeValues } from './write-values.ts';

/** A call of a method of another program. */
export interface MethodCall {
  serial: number;
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature: string;
  args: readonly unknown[];
}

/** A message that came. `body` holds plain values. */
export interface IncomingMessage {
  kind: 'call' | 'reply' | 'error' | 'signal' | 'unknown';
  path: string;
  interface: string;
  member: string;
  errorName: string;
  /** Of the call that this answers; 0 when it answers none. */
  replyTo: number;
  body: unknown[];
}

/** Kinds of messages by their number in the header. */
const kinds = ['unknown', 'call', 'reply', 'error', 'signal'] as const;

/** Fields of the header, by their number ("Header Fields" in the D-Bus specification). */
const field = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replyTo: 5,
  destination: 6,
  signature: 8,
} as const;

const headerTypes = parseSignature('yyyyuua(yv)');
/** Bytes of the header before its fields. */
const fixedHeaderBytes = 16;

const isName = (text: string, pattern: RegExp): boolean => text.length <= 255 && pattern.test(text);
const busName =
  /^(:[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+|[A-Za-z_-][A-Za-z0-9_-]*(\.[A-Za-z_-][A-Za-z0-9_-]*)+)$/;
const interfaceName = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+$/;
const memberName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A call as bytes. @throws TypeError when a name or an argument is not allowed: the daemon would hang up. */
export const encodeCall = (call: MethodCall): Buffer => {
  const types = parseSignature(call.signature);
  for (const [text, pattern] of [
    [call.destination, busName],
    [call.path, objectPath],
    [call.interface, interfaceName],
    [call.member, memberName],
  ] as const)
    if (!isName(text, pattern)) throw new TypeError(`"${text}" is not allowed in a D-Bus call`);
  const body = writeValues(types, call.args);
  const fields = [
    [field.path, { signature: 'o', value: call.path }],
    [field.interface, { signature: 's', value: call.interface }],
    [field.member, { signature: 's', value: call.member }],
    [field.destination, { signature: 's', value: call.destination }],
    ...(types.length > 0 ? [[field.signature, { signature: 'g', value: call.signature }]] : []),
  ];
  const header = writeValues(headerTypes, [0x6c, 1, 0, 1, body.length, call.serial, fields]);
  return Buffer.concat([header, Buffer.alloc(paddingTo8(header.length)), body]);
};

/** How long the message is that begins here; undefined when too little has come to tell. */
export const messageLength = (bytes: Buffer): number | undefined => {
  if (bytes.length < fixedHeaderBytes) return undefined;
  const little = isLittleEndian(bytes);
  const bodyBytes = little ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
  const fieldBytes = little ? bytes.readUInt32LE(12) : bytes.readUInt32BE(12);
  return fixedHeaderBytes + fieldBytes + paddingTo8(fieldBytes) + bodyBytes;
};

/** A whole message. @throws RangeError or TypeError when it is broken. */
export const decodeMessage = (bytes: Buffer): IncomingMessage => {
  const little = isLittleEndian(bytes);
  const [, kind, , , bodyBytes, , fields] = readValues(headerTypes, bytes, little) as Header;
  const fieldOf = new Map(fields);
  const textOf = (number: number): string => String(fieldOf.get(number) ?? '');
  const body = bytes.subarray(bytes.length - bodyBytes);
  return {
    kind: kinds[kind] ?? 'unknown',
    path: textOf(field.path),
    interface: textOf(field.interface),
    member: textOf(field.member),
    errorName: textOf(field.errorName),
    replyTo: Number(fieldOf.get(field.replyTo) ?? 0),
    body: readValues(parseSignature(textOf(field.signature)), body, little),
  };
};

type Header = [
  endian: number,
  kind: number,
  flags: number,
  version: number,
  bodyBytes: number,
  serial: number,
  fields: [number, unknown][],
];

const isLittleEndian = (bytes: Buffer): boolean => {
  const mark = bytes[0];
  if (mark !== 0x6c && mark !== 0x42) throw new TypeError('not a D-Bus message');
  return mark === 0x6c;
};

const paddingTo8 = (length: number): number => (8 - (length % 8)) % 8;
