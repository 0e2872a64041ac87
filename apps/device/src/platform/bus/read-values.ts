import { alignmentOf, parseSignature, type BusType } from './parse-signature.ts';

/**
 * Plain values from the wire format of D-Bus: variants are unwrapped, `ay` is a Uint8Array, a dictionary is an object,
 * whole numbers of 64 bits are bigint.
 *
 * @throws RangeError or TypeError when the bytes are not what the types say.
 */
export const readValues = (types: readonly BusType[], bytes: Buffer, littleEndian: boolean): unknown[] => {
  const reader = createReader(bytes, littleEndian);
  return types.map((type) => readValue(reader, type));
};

type Reader = ReturnType<typeof createReader>;

const createReader = (bytes: Buffer, littleEndian: boolean) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  const take = (count: number): number => {
    const start = position;
    position += count;
    if (position > bytes.length) throw new RangeError('a D-Bus message ends too early');
    return start;
  };
  return {
    position: () => position,
    align: (boundary: number) => void take((boundary - (position % boundary)) % boundary),
    uint8: () => view.getUint8(take(1)),
    int16: () => view.getInt16(take(2), littleEndian),
    uint16: () => view.getUint16(take(2), littleEndian),
    int32: () => view.getInt32(take(4), littleEndian),
    uint32: () => view.getUint32(take(4), littleEndian),
    int64: () => view.getBigInt64(take(8), littleEndian),
    uint64: () => view.getBigUint64(take(8), littleEndian),
    double: () => view.getFloat64(take(8), littleEndian),
    raw: (count: number) => {
      const start = take(count);
      return bytes.subarray(start, start + count);
    },
  };
};

const readValue = (reader: Reader, type: BusType): unknown => {
  reader.align(alignmentOf(type));
  switch (type.code) {
    case 'y':
      return reader.uint8();
    case 'b':
      return reader.uint32() !== 0;
    case 'n':
      return reader.int16();
    case 'q':
      return reader.uint16();
    case 'i':
      return reader.int32();
    case 'u':
    case 'h':
      return reader.uint32();
    case 'x':
      return reader.int64();
    case 't':
      return reader.uint64();
    case 'd':
      return reader.double();
    case 's':
    case 'o':
      return readText(reader, reader.uint32());
    case 'g':
      return readText(reader, reader.uint8());
    case 'v':
      return readVariant(reader);
    case 'array':
      return readArray(reader, type.item);
    case 'struct':
      return type.fields.map((field) => readValue(reader, field));
    case 'entry':
      return [readValue(reader, type.key), readValue(reader, type.value)];
  }
};

const readText = (reader: Reader, length: number): string => {
  const text = reader.raw(length).toString('utf8');
  reader.uint8();
  return text;
};

const readVariant = (reader: Reader): unknown => {
  const [type] = parseSignature(readText(reader, reader.uint8()));
  if (type === undefined) throw new TypeError('a D-Bus variant has no type');
  return readValue(reader, type);
};

const readArray = (reader: Reader, item: BusType): unknown => {
  const size = reader.uint32();
  reader.align(alignmentOf(item));
  if (item.code === 'y') return new Uint8Array(reader.raw(size));
  const end = reader.position() + size;
  const items: unknown[] = [];
  while (reader.position() < end) items.push(readValue(reader, item));
  return item.code === 'entry' ? Object.fromEntries(items as [string, unknown][]) : items;
};
