/** A type of D-Bus ("Type System" in the D-Bus specification): a basic one by its code, or one made of others. */
export type BusType =
  | { code: (typeof basicCodes)[number] }
  | { code: 'array'; item: BusType }
  | { code: 'struct'; fields: readonly BusType[] }
  | { code: 'entry'; key: BusType; value: BusType };

const basicCodes = ['y', 'b', 'n', 'q', 'i', 'u', 'x', 't', 'd', 's', 'o', 'g', 'h', 'v'] as const;

const maximumDepth = 64;

/** The types that a signature names, in order. @throws TypeError when it is none. */
export const parseSignature = (signature: string): BusType[] => {
  if (signature.length > 255) throw new TypeError('a signature has at most 255 characters');
  let position = 0;
  const fail = (): never => {
    throw new TypeError(`"${signature}" is not a signature`);
  };
  const readType = (depth: number, inArray: boolean): BusType => {
    if (depth > maximumDepth) fail();
    const code = signature[position++];
    if (code === 'a') return { code: 'array', item: readType(depth + 1, true) };
    if (code === '(') {
      const fields: BusType[] = [];
      while (signature[position] !== ')') fields.push(readType(depth + 1, false));
      position++;
      return fields.length > 0 ? { code: 'struct', fields } : fail();
    }
    if (code === '{' && inArray) {
      const key = readType(depth + 1, false);
      const value = readType(depth + 1, false);
      return signature[position++] === '}' ? { code: 'entry', key, value } : fail();
    }
    const basic = basicCodes.find((known) => known === code);
    return basic === undefined ? fail() : { code: basic };
  };
  const types: BusType[] = [];
  while (position < signature.length) types.push(readType(0, false));
  return types;
};

/** The boundary, in bytes, on which a value of the type begins. */
export const alignmentOf = ({ code }: BusType): 1 | 2 | 4 | 8 => {
  switch (code) {
    case 'y':
    case 'g':
    case 'v':
      return 1;
    case 'n':
    case 'q':
      return 2;
    case 'x':
    case 't':
    case 'd':
    case 'struct':
    case 'entry':
      return 8;
    default:
      return 4;
  }
};
