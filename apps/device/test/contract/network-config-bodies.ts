import { detail, wlan, type ConfigCase } from './network-config-cases.ts';
import { missing, notABoolean, notANumber } from './problems.ts';

export const wrongType = (type: string, what: string, loc: (string | number)[], input: unknown) => ({
  type,
  loc,
  msg: `Input should be ${what}`,
  input,
});
const noWord = (expected: string, loc: (string | number)[], input: string) => ({
  ...wrongType('enum', expected, loc, input),
  ctx: { expected },
});

/** Lists that are refused, as a new configuration and as a change. */
const wrongLists: readonly [when: string, lists: object, problems: readonly object[]][] = [
  [
    'for a list that is none',
    { roots: 'wlan0', namespaces: {} },
    [
      wrongType('list_type', 'a valid list', ['body', 'namespaces'], {}),
      wrongType('list_type', 'a valid list', ['body', 'roots'], 'wlan0'),
    ],
  ],
  [
    'for an entry that is no object',
    { roots: ['wlan0'] },
    [
      wrongType(
        'model_attributes_type',
        'a valid dictionary or object to extract fields from',
        ['body', 'roots', 0],
        'wlan0',
      ),
    ],
  ],
  [
    'for an entry without its fields',
    { roots: [{}], namespaces: [wlan] },
    [
      missing(['body', 'namespaces', 0, 'namespace'], wlan),
      ...['iface_display_name', 'phy', 'interface'].map((field) => missing(['body', 'roots', 0, field], {})),
    ],
  ],
  [
    'for words that are not known',
    { roots: [{ ...wlan, mode: 'ap', security: { ssid: 'Lab', security: 'WPA2-EAP' } }] },
    [
      noWord("'managed' or 'monitor'", ['body', 'roots', 0, 'mode'], 'ap'),
      noWord(
        "'WPA2-PSK', 'WPA3-PSK', 'OPEN' or 'OWE'",
        ['body', 'roots', 0, 'security', 'security'],
        'WPA2-EAP',
      ),
    ],
  ],
  [
    'for values of another type',
    { roots: [{ ...wlan, phy: 0, mlo: 'maybe', security: { ssid: 1, security: 'OPEN', pmf: 'no' } }] },
    [
      wrongType('string_type', 'a valid string', ['body', 'roots', 0, 'phy'], 0),
      wrongType('string_type', 'a valid string', ['body', 'roots', 0, 'security', 'ssid'], 1),
      notANumber(['body', 'roots', 0, 'security', 'pmf'], 'no'),
      notABoolean(['body', 'roots', 0, 'mlo'], 'maybe'),
    ],
  ],
  [
    'for more entries than a box can have',
    { roots: Array.from({ length: 101 }, () => wlan) },
    [
      {
        type: 'too_long',
        loc: ['body', 'roots'],
        msg: 'List should have at most 100 items after validation, not 101',
        input: null,
        ctx: { field_type: 'List', max_length: 100, actual_length: 101 },
      },
    ],
  ],
];

/** Bodies that are refused. @param more what they need beside the lists */
export const wrongBodies = (path: string, more: object): ConfigCase[] => [
  {
    status: 422,
    when: 'without a body',
    path,
    answer: detail([missing(['body'])]),
  },
  {
    status: 422,
    when: 'for a body that is no object',
    path,
    body: [],
    answer: detail([
      wrongType('model_attributes_type', 'a valid dictionary or object to extract fields from', ['body'], []),
    ]),
  },
  ...wrongLists.map(([when, lists, problems]) => ({
    status: 422,
    when,
    path,
    body: { ...more, ...lists },
    answer: detail(problems),
  })),
];
