import { configId, reservedIds } from '../../modules/network-config/net-config.ts';
import { interfaceName } from '../../platform/interface-name.ts';
import { namespaceName } from '../../platform/namespace-name.ts';

/** What is wrong with an input; undefined when nothing is. */
export type InputRule = (input: string) => string | undefined;

export const idRule: InputRule = (input) => {
  if (!configId.test(input)) return 'an id has 1 to 64 letters, digits, dashes and underscores';
  return reservedIds.includes(input) ? `${input} stands for something else` : undefined;
};

export const ssidRule: InputRule = (input) => {
  const bytes = Buffer.byteLength(input);
  return bytes >= 1 && bytes <= 32 ? undefined : `an SSID has 1 to 32 bytes, and this one has ${bytes}`;
};

export const passphraseRule: InputRule = (input) =>
  (input.length >= 8 && input.length <= 63) || /^[0-9a-fA-F]{64}$/.test(input)
    ? undefined
    : 'a passphrase has 8 to 63 characters, or is a key of 64 hexadecimal digits';

export const interfaceRule: InputRule = (input) =>
  interfaceName.test(input)
    ? undefined
    : 'a name of an interface has 1 to 15 letters, digits, dots, dashes and underscores';

export const namespaceRule: InputRule = (input) =>
  namespaceName.test(input) && input !== 'root'
    ? undefined
    : 'a namespace has 1 to 64 letters, digits, dots, dashes and underscores, and is not root';

export const radioRule: InputRule = (input) =>
  /^(?!-)[A-Za-z0-9_.-]{1,32}$/.test(input) ? undefined : 'a radio has a name like phy0';
