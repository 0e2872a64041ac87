import { alignmentOf, parseSignature, type BusType } from './parse-signature.ts';

/** A value with its type, for places where a signature has `v`. */
export type Variant = { readonly signature: string; readonly value: unknown };

const ranges = {
  y: [0, 0xff],
  n: [-0x8000, 0x7fff],
  q: [0, 0xffff],
  i: [-0x8000_0000, 0x7fff_ffff],
  u: [0, 0xffff_ffff],
  h: [0, 0xffff_ffff],
} as const;

/** An object path: `/`, or names of letters, digits and underscores, each after a slash. */
export const objectPath = /^\/$|^(\/[A-Za-z0-9_]+)+$/;

/**
 * Values in the wire format of D-Bus ("Marshaling"), little-endian. A value that does not fit its type must not reach
 * the bus: the daemon would end the connection.
 *
 * @throws TypeError that says which value does not fit.
 */
export const writeValues = (types: readonly BusType[], values: readonly unknown[]): Buffer => {
  if (types.length !== values.length)
    throw new TypeError(`${types.length} values are expected, not ${values.length}`);
  const writer = createWriter();
  for (const [position, type] of types.entries()) writeValue(writer, type, values[position]);
  return writer.bytes();
};

type Writer = ReturnType<typeof createWriter>;

/** A buffer that grows. */
const createWriter = () => {
  let buffer = Buffer.alloc(256);
  let length = 0;
  /** Takes the next `bytes` and gives the position of their first. */
  const take = (bytes: number): number => {
    const start = length;
    length += bytes;
    if (length > buffer.length)
      buffer = Buffer.concat([buffer, Buffer.alloc(Math.max(buffer.length, bytes))]);
    return start;
  };
  /** Places fixed bytes: room is made first, for that may move the buffer. */
  const place = (bytes: number, write: (at: number) => unknown): void => {
    const at = take(bytes);
    write(at);
  };
  return {
    length: () => length,
    align: (boundary: number) => void take((boundary - (length % boundary)) % boundary),
    uint8: (value: number) => place(1, (at) => buffer.writeUInt8(value, at)),
    int16: (value: number) => place(2, (at) => buffer.writeInt16LE(value, at)),
    uint16: (value: number) => place(2, (at) => buffer.writeUInt16LE(value, at)),
    int32: (value: number) => place(4, (at) => buffer.writeInt32LE(value, at)),
    uint32: (value: number) => place(4, (at) => buffer.writeUInt32LE(value, at)),
    /** The bits of a whole number of 64 bits, signed or not. */
    bits64: (value: bigint) => place(8, (at) => buffer.writeBigUInt64LE(BigInt.asUintN(64, value), at)),
    double: (value: number) => place(8, (at) => buffer.writeDoubleLE(value, at)),
    raw: (bytes: Uint8Array) => place(bytes.length, (at) => buffer.set(bytes, at)),
    /** Writes over what is there. */
    setUint32: (at: number, value: number) => void buffer.writeUInt32LE(value, at),
    bytes: () => buffer.subarray(0, length),
  };
};

const writeValue = (writer: Writer, type: BusType, value: unknown): void => {
  writer.align(alignmentOf(type));
  switch (type.code) {
    case 'y':
      return writer.uint8(wholeNumber(type.code, value));
    case 'u':
    case 'h':
      return writer.uint32(wholeNumber(type.code, value));
    case 'n':
      return writer.int16(wholeNumber(type.code, value));
    case 'q':
      return writer.uint16(wholeNumber(type.code, value));
    case 'i':
      return writer.int32(wholeNumber(type.code, value));
    case 'd':
      if (typeof value !== 'number') throw misfit(type, value);
      return writer.double(value);
    case 'b':
      if (typeof value !== 'boolean') throw misfit(type, value);
      return writer.uint32(value ? 1 : 0);
    case 'x':
    case 't':
      return writer.bits64(wholeNumber64(type.code, value));
    case 's':
    case 'o':
    case 'g':
      return writeText(writer, type.code, value);
    case 'v':
      return writeVariant(writer, value);
    case 'array':
      return writeArray(writer, type.item, value);
    case 'struct':
      if (!Array.isArray(value) || value.length !== type.fields.length) throw misfit(type, value);
      for (const [position, field] of type.fields.entries()) writeValue(writer, field, value[position]);
      return undefined;
    case 'entry':
      throw misfit(type, value);
  }
};

const wholeNumber = (code: keyof typeof ranges, value: unknown): number => {
  const [least, most] = ranges[code];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw misfit({ code }, value);
  return value;
};

const wholeNumber64 = (code: 'x' | 't', value: unknown): bigint => {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) throw misfit({ code }, value);
  const whole = BigInt(value as bigint | number);
  const kept = code === 'x' ? BigInt.asIntN(64, whole) : BigInt.asUintN(64, whole);
  if (kept !== whole) throw misfit({ code }, value);
  return whole;
};

const writeText = (writer: Writer, code: 's' | 'o' | 'g', value: unknown): void => {
  if (typeof value !== 'string' || value.includes('\0')) throw misfit({ code }, value);
  if (code === 'o' && !objectPath.test(value)) throw misfit({ code }, value);
  if (code === 'g') parseSignature(value);
  const bytes = Buffer.from(value, 'utf8');
  if (code === 'g') writer.uint8(bytes.length);
  else writer.uint32(bytes.length);
  writer.raw(bytes);
  writer.uint8(0);
};

const writeVariant = (writer: Writer, value: unknown): void => {
  const { signature, value: inner } = (value ?? {}) as Partial<Variant>;
  const [type, ...more] = typeof signature === 'string' ? parseSignature(signature) : [];
  if (type === undefined || more.length > 0) throw misfit({ code: 'v' }, value);
  writeText(writer, 'g', signature);
  writeValue(writer, type, inner);
};

const writeArray = (writer: Writer, item: BusType, value: unknown): void => {
  const sizeAt = writer.length();
  writer.uint32(0);
  writer.align(alignmentOf(item));
  const start = writer.length();
  if (item.code === 'y' && value instanceof Uint8Array) writer.raw(value);
  else if (item.code === 'entry') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misfit(item, value);
    for (const [key, entry] of Object.entries(value)) {
      writer.align(8);
      writeValue(writer, item.key, key);
      writeValue(writer, item.value, entry);
    }
  } else {
    if (!Array.isArray(value)) throw misfit({ code: 'array', item }, value);
    for (const entry of value) writeValue(writer, item, entry);
  }
  writer.setUint32(sizeAt, writer.length() - start);
};

const misfit = (type: BusType, value: unknown): TypeError =>
  new TypeError(`a value of the D-Bus type ${type.code} cannot be made of ${describe(value)}`);

/** What is told of a value: never the value itself, which may be a passphrase. */
const describe = (value: unknown): string => (value === null ? 'null' : `a ${typeof value}`);
