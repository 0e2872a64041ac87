import {
  boolean,
  choice,
  integer,
  list,
  nullable,
  object,
  text,
  withDefault,
  type ValueOf,
} from '../../platform/model/model.ts';

/** Network configurations as they are sent and kept (device service, section 2.3). */

/** Ids: one part of a path, and a file name everywhere. */
export const configId = /^[A-Za-z0-9_-]{1,64}$/;

/** The configuration that is active when no other is. */
export const defaultId = 'default';

/** Names that are parts of the API's paths, or stand for something else. */
export const reservedIds: readonly string[] = ['root', defaultId, 'status', 'activate', 'deactivate'];

/** Ways of securing a Wi-Fi network that configurations know. */
export const securityTypes = ['WPA2-PSK', 'WPA3-PSK', 'OPEN', 'OWE'] as const;

const word = nullable(text());
const number = nullable(integer());

const securityModel = object({
  ssid: text(),
  security: choice(securityTypes),
  psk: word,
  sae_pwe: number,
  pmf: number,
  identity: word,
  password: word,
  client_cert: word,
  private_key: word,
  ca_cert: word,
});

const entryFields = {
  mode: withDefault(choice(['managed', 'monitor']), 'managed'),
  iface_display_name: text({ description: 'Name that the interface gets.' }),
  phy: text({ description: 'Radio, like phy0.' }),
  interface: text({ description: 'Interface that is there before; without it the entry is passed over.' }),
  security: nullable(securityModel),
  mlo: withDefault(boolean(), false),
  default_route: withDefault(boolean(), false),
  autostart_app: nullable(text({ description: 'Name of a program in apps.json.' })),
} as const;

const rootModel = object(entryFields);
const namespaceModel = object({ ...entryFields, namespace: text() });

const maximumEntries = 100;

const lists = {
  namespaces: nullable(list(namespaceModel, maximumEntries)),
  roots: nullable(list(rootModel, maximumEntries)),
};

/** A configuration on its way in: its id becomes a file name. */
export const netConfigModel = object({
  id: text({ pattern: configId, fault: 'id must be 1 to 64 letters, digits, dashes and underscores' }),
  ...lists,
});

/** A configuration in a file, whose id the file name has already told. */
export const storedConfigModel = object({ id: text(), ...lists });

/** What a configuration is changed to; null and absent leave a list as it is. */
export const netConfigUpdateModel = object(lists);

export type NetConfig = ValueOf<typeof netConfigModel>;
export type NetConfigUpdate = ValueOf<typeof netConfigUpdateModel>;
export type NetSecurity = ValueOf<typeof securityModel>;

/** One interface of a configuration. Without `namespace` it stays in the root namespace. */
export type NetEntry = ValueOf<typeof rootModel> & { namespace?: string };

/** All entries in the order in which they are set up: first those in namespaces. */
export const entriesOf = ({ namespaces, roots }: NetConfig): NetEntry[] => [
  ...(namespaces ?? []),
  ...(roots ?? []),
];

/** Whether the security of an entry needs a passphrase that is not there. */
export const lacksPassphrase = ({ security }: NetEntry): boolean =>
  security !== null && security.security.endsWith('-PSK') && (security.psk ?? '') === '';

/** The same value without the keys whose value is null: how configurations are answered. */
export const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
};

/** An open network without a name. */
export const emptySecurity: NetSecurity = {
  ssid: '',
  security: 'OPEN',
  psk: null,
  sae_pwe: null,
  pmf: null,
  identity: null,
  password: null,
  client_cert: null,
  private_key: null,
  ca_cert: null,
};

const defaultRoot = (name: string, phy: string, security: NetSecurity | null): NetEntry => ({
  mode: 'managed',
  iface_display_name: name,
  phy,
  interface: name,
  security,
  mlo: false,
  default_route: true,
  autostart_app: null,
});

/** What the box has from the beginning. Its first entry has no passphrase yet and is left alone until it gets one. */
export const defaultConfig: NetConfig = {
  id: defaultId,
  namespaces: [],
  roots: [
    defaultRoot('wlan0', 'phy0', { ...emptySecurity, ssid: 'wlan0', security: 'WPA2-PSK' }),
    defaultRoot('wlan1', 'phy1', null),
  ],
};
