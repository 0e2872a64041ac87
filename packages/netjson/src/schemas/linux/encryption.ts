import type { JsonSchema, JsonSchemaMap } from '../../json-schema.ts';
import { OPTIONAL_FILE_PATH, PASS_PHRASE, PASS_PHRASE_OR_KEY, PRINTABLE_ASCII } from './patterns.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

function protocol(values: readonly string[], titles: readonly string[]): JsonSchema {
  return {
    title: 'Protocol',
    type: 'string',
    enum: values,
    propertyOrder: 1,
    options: { enum_titles: titles },
  };
}

function text(title: string, description: string, propertyOrder: number, rest: JsonSchema = {}): JsonSchema {
  return {
    title,
    description,
    type: 'string',
    maxLength: 255,
    pattern: PRINTABLE_ASCII,
    propertyOrder,
    ...rest,
  };
}

function port(title: string, defaultPort: number, propertyOrder: number): JsonSchema {
  return { title, type: 'integer', minimum: 1, maximum: 65535, default: defaultPort, propertyOrder };
}

function cipher(values: readonly string[]): JsonSchema {
  return { title: 'Cipher', type: 'string', enum: values, propertyOrder: 3 };
}

function frameProtection(values: readonly string[]): JsonSchema {
  return {
    title: 'Management frame protection',
    description: 'Protects clients from forged management frames (802.11w): 0 off, 1 optional, 2 required.',
    type: 'string',
    enum: values,
    propertyOrder: 4,
  };
}

const DISABLED: JsonSchema = {
  title: 'Disabled',
  description: 'The network is open for the time being.',
  type: 'boolean',
  default: false,
  format: 'checkbox',
  propertyOrder: 20,
};

function passPhrase(pattern: string): JsonSchema {
  return {
    title: 'Pass phrase',
    description: '8 to 63 printable ASCII characters.',
    type: 'string',
    pattern,
    propertyOrder: 2,
  };
}

function shape(title: string, required: readonly string[], properties: Properties): JsonSchema {
  return { title, type: 'object', additionalProperties: false, required, properties };
}

const ANY_CIPHER = cipher(['auto', 'ccmp', 'tkip', 'tkip+ccmp']);
const CCMP = cipher(['auto', 'ccmp']);

/** The three generations of a protocol, with the ciphers and the protection of frames that they allow. */
function generations(kind: 'personal' | 'enterprise'): readonly [string, JsonSchema, Properties][] {
  const [word, title] = kind === 'personal' ? ['personal', 'Personal'] : ['enterprise', 'Enterprise'];
  return [
    [
      `WPA2/WPA ${title}`,
      protocol(
        [`wpa2_${word}`, `wpa_${word}_mixed`, `wpa_${word}`],
        [`WPA2 ${title}`, `WPA2/WPA ${title}`, `WPA ${title}`],
      ),
      { cipher: ANY_CIPHER, ieee80211w: frameProtection(['0', '1', '2']) },
    ],
    [
      `WPA3 ${title}`,
      protocol([`wpa3_${word}`], [`WPA3 ${title}`]),
      { cipher: CCMP, ieee80211w: frameProtection(['2']) },
    ],
    [
      `WPA3/WPA2 ${title}`,
      protocol([`wpa2_${word}_mixed`], [`WPA3/WPA2 ${title}`]),
      { cipher: CCMP, ieee80211w: frameProtection(['1', '2']) },
    ],
  ];
}

const RADIUS_ADDRESS: JsonSchema = { type: 'string', format: 'ip' };
const OPTIONAL_ADDRESS: JsonSchema = {
  type: 'string',
  format: 'optional-ip',
};

const RADIUS: Properties = {
  server: {
    ...RADIUS_ADDRESS,
    title: 'RADIUS server',
    description: 'Address of the server that checks logins.',
    propertyOrder: 4,
  },
  key: text('RADIUS secret', 'Secret that the access point shares with the server.', 5, { minLength: 4 }),
  port: port('RADIUS port', 1812, 6),
  acct_server: {
    ...OPTIONAL_ADDRESS,
    title: 'Accounting server',
    description: 'Address of the server that records sessions. Leave empty for none.',
    propertyOrder: 7,
  },
  acct_server_port: port('Accounting port', 1813, 8),
  acct_secret: text('Accounting secret', 'When it differs from the RADIUS secret.', 9),
  acct_interval: {
    title: 'Accounting interval',
    description: 'Seconds between two reports of a session.',
    type: 'integer',
    minimum: 60,
    maximum: 600,
    propertyOrder: 10,
  },
  dae_client: {
    ...OPTIONAL_ADDRESS,
    title: 'DAE client',
    description: 'Address that may end and change sessions (RFC 5176).',
    propertyOrder: 11,
  },
  dae_port: port('DAE port', 3799, 12),
  dae_secret: text('DAE secret', 'Secret that is shared with the DAE client.', 13),
  nasid: text('NAS identifier', 'Name of this access point towards the server.', 13, { maxLength: 48 }),
};

const names = (title: string, description: string, propertyOrder: number): JsonSchema => ({
  title,
  description,
  type: 'array',
  maxItems: 32,
  propertyOrder,
  items: { title: 'Name', type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-:<-~]+$' },
});

const file = (title: string, description: string, propertyOrder: number): JsonSchema => ({
  title,
  description,
  type: 'string',
  maxLength: 255,
  pattern: OPTIONAL_FILE_PATH,
  propertyOrder,
});

const EAP: Properties = {
  eap_type: {
    title: 'EAP method',
    description: 'How the station proves who it is.',
    type: 'string',
    enum: ['tls', 'ttls', 'peap'],
    propertyOrder: 4,
    options: { enum_titles: ['TLS', 'TTLS', 'PEAP'] },
  },
  auth: {
    title: 'Inner method',
    description: 'Method inside the encrypted tunnel; not for TLS.',
    type: 'string',
    enum: ['PAP', 'CHAP', 'MSCHAP', 'MSCHAPV2', 'EAP-GTC', 'EAP-MD5', 'EAP-MSCHAPV2', 'EAP-TLS'],
    propertyOrder: 5,
  },
  identity: {
    title: 'Identity',
    description: 'User name.',
    type: 'string',
    maxLength: 253,
    propertyOrder: 6,
  },
  anonymous_identity: {
    title: 'Anonymous identity',
    description: 'Name that is sent outside of the encrypted tunnel.',
    type: 'string',
    maxLength: 253,
    propertyOrder: 6.1,
  },
  password: { title: 'Password', type: 'string', maxLength: 256, propertyOrder: 7 },
  ca_cert_usesystem: {
    title: 'Trust system certificates',
    description: 'Accepts servers that are signed by a certificate of the system.',
    type: 'boolean',
    default: false,
    format: 'checkbox',
    propertyOrder: 7.9,
  },
  ca_cert: file('CA certificate', 'Path of the certificate that the server must be signed with.', 8),
  client_cert: file('Client certificate', 'Path of the certificate of this station.', 9),
  priv_key: file('Private key', 'Path of the key of this station.', 10),
  priv_key_pwd: {
    title: 'Private key password',
    description: 'When the key is encrypted.',
    type: 'string',
    maxLength: 255,
    propertyOrder: 11,
  },
  subject_match: text('Subject', 'Text that the subject of the server certificate must contain.', 8.9),
  altsubject_match: names('Alternative names', 'Names of which the server certificate must carry one.', 8.91),
  domain_match: names('Domains', 'Host names of which the server certificate must carry one.', 8.92),
  domain_suffix_match: names(
    'Domain suffixes',
    'Endings of which the host name of the server certificate must have one.',
    8.93,
  ),
};

const OPEN: readonly JsonSchema[] = [
  shape('None', ['protocol'], { protocol: protocol(['none'], ['None']) }),
  shape('Enhanced open (OWE)', ['protocol'], {
    protocol: protocol(['owe'], ['Enhanced open (OWE)']),
    ieee80211w: frameProtection(['2']),
    disabled: DISABLED,
  }),
];

const PERSONAL = generations('personal').map(([title, name, properties], index) =>
  shape(title, ['protocol', 'key'], {
    protocol: name,
    // Simultaneous authentication of equals needs the pass phrase, not a key that was derived from it.
    key: passPhrase(index === 0 ? PASS_PHRASE_OR_KEY : PASS_PHRASE),
    ...properties,
    disabled: DISABLED,
  }),
);

function enterprise(required: readonly string[], settings: Properties): JsonSchema[] {
  return generations('enterprise').map(([title, name, properties]) =>
    shape(title, ['protocol', ...required], {
      protocol: name,
      ...settings,
      ...properties,
      disabled: DISABLED,
    }),
  );
}

function encryption(enterpriseShapes: readonly JsonSchema[]): JsonSchema {
  return {
    title: 'Encryption',
    description: 'How the network is protected.',
    type: 'object',
    propertyOrder: 20,
    oneOf: [...OPEN, ...PERSONAL, ...enterpriseShapes],
  };
}

/** Wireless encryption, as an access point offers it and as a station uses it. */
export const linuxEncryptionDefinitions = {
  access_point_encryption: encryption(enterprise(['server', 'key'], RADIUS)),
  station_encryption: encryption(enterprise(['eap_type'], EAP)),
} satisfies JsonSchemaMap;
