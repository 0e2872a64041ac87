import type { Contract } from './contract.ts';
import {
  detail,
  done,
  failed,
  given,
  notFound,
  plain,
  startWithConfigs,
  unreadable,
  whenFails,
  wlan,
  wrongFlag,
  type ConfigCase,
} from './network-config-cases.ts';
import type { RecorderStage } from './start-with-recorder.ts';

/** What an entry may not have when it is activated (section 2.4), and how it is told. */
const faults: readonly [entry: object, text: string][] = [
  ...['interface', 'phy', 'iface_display_name'].flatMap((field): [object, string][] => [
    [{ [field]: '' }, `${field} is required and must be a non-empty string`],
    [{ [field]: ' ' }, `${field} cannot be empty or whitespace`],
    [{ [field]: '-x' }, `${field} is not a name that an interface or radio can have`],
  ]),
  [{ namespace: '' }, 'namespace is required for NamespaceConfig and must be a non-empty string'],
  [{ namespace: 'root' }, 'namespace cannot be root, which is the one that the box starts with'],
  [{ namespace: '../lab' }, 'namespace is not a name that a namespace can have'],
  [
    { security: { ssid: '', security: 'OPEN' } },
    'security.ssid is required and must be a non-empty string when security is provided',
  ],
  [
    { security: { ssid: 'Lab\n', security: 'OPEN' } },
    'security.ssid must not contain line breaks or other control characters',
  ],
  [
    { security: { ssid: 'x'.repeat(33), security: 'OPEN' } },
    'security.ssid must not be longer than 32 bytes',
  ],
  [{ security: { ssid: 'Lab', security: 'WPA2-PSK' } }, 'security.psk is required for WPA2-PSK'],
  [{ security: { ssid: 'Lab', security: 'WPA3-PSK', psk: '' } }, 'security.psk is required for WPA3-PSK'],
  [
    { security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh\n' } },
    'security.psk must not contain line breaks or other control characters',
  ],
  [
    { security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'short' } },
    'security.psk must have 8 to 63 characters, or be a key of 64 hexadecimal digits',
  ],
  [
    { security: { ssid: 'Lab', security: 'WPA3-PSK', psk: 'short' } },
    'security.psk must have 8 to 63 characters',
  ],
  [
    { security: { ssid: 'Lab', security: 'WPA3-PSK', psk: 'abc"defgh' } },
    'security.psk must not contain quotation marks with WPA3-PSK',
  ],
  [{ autostart_app: ' ' }, 'autostart_app must be a non-empty string if provided'],
];

const invalid = (when: string, entries: readonly object[], text: string): ConfigCase => ({
  status: 422,
  when: `for an entry of which is told: ${when}`,
  arrange: given({
    faulty: {
      id: 'faulty',
      roots: entries.filter((entry) => !('namespace' in entry)),
      namespaces: entries.filter((entry) => 'namespace' in entry),
    },
  }),
  path: '/network/config/activate/faulty',
  answer: detail(`Config validation failed: ${text}`),
});

/** Section 3.8: activation and deactivation. */
export const activationContract: Contract<RecorderStage> = {
  title: 'the activation of network configurations',
  start: startWithConfigs,
  operations: [
    {
      operation: 'POST /network/config/activate/:id',
      success: {
        arrange: given({ plain }),
        path: '/network/config/activate/plain',
        answer: done('plain', 'activated'),
      },
      errors: [
        {
          status: 200,
          when: 'for a configuration without entries',
          arrange: given({ empty: { id: 'empty' } }),
          path: '/network/config/activate/empty',
          answer: done('empty', 'activated'),
        },
        {
          status: 200,
          when: 'for an interface that is not there',
          arrange: given({ absent: { id: 'absent', roots: [{ ...wlan, interface: 'wlan9', phy: 'phy9' }] } }),
          path: '/network/config/activate/absent',
          answer: done('absent', 'activated'),
        },
        {
          status: 200,
          when: 'with override while another one is active',
          arrange: given({ plain, other: { id: 'other', roots: [wlan] } }, 'other'),
          path: '/network/config/activate/plain?override_active=true',
          answer: done('plain', 'activated'),
        },
        {
          status: 200,
          when: 'with override for the active configuration',
          arrange: given({ plain }, 'plain'),
          path: '/network/config/activate/plain?override_active=true',
          answer: done('plain', 'activated'),
        },
        ...notFound('/network/config/activate/'),
        {
          status: 404,
          when: 'for an id that is not there, also while another one is active',
          arrange: given({ plain }, 'plain'),
          path: '/network/config/activate/nowhere',
          answer: detail('Configuration nowhere not found.'),
        },
        {
          status: 409,
          when: 'while another one is active',
          arrange: given({ plain, other: { id: 'other' } }, 'other'),
          path: '/network/config/activate/plain',
          answer: detail('Another configuration is currently active: other.'),
        },
        {
          status: 409,
          when: 'for the active configuration',
          arrange: given({ plain }, 'plain'),
          path: '/network/config/activate/plain',
          answer: detail('Configuration plain is already active.'),
        },
        {
          status: 409,
          when: 'for default while it is active',
          arrange: given({}),
          path: '/network/config/activate/default',
          answer: detail('Configuration default is already active.'),
        },
        ...unreadable('/network/config/activate/'),
        ...faults.map(([entry, text]) => invalid(text, [{ ...wlan, ...entry }], text)),
        invalid(
          'all that is wrong',
          [
            { ...wlan, phy: '', autostart_app: '' },
            { ...wlan, namespace: '' },
          ],
          'namespace is required for NamespaceConfig and must be a non-empty string; ' +
            'phy is required and must be a non-empty string; ' +
            'autostart_app must be a non-empty string if provided',
        ),
        invalid(
          'a name is used twice',
          [wlan, { ...wlan, phy: 'phy1', interface: 'wlan1' }],
          'iface_display_name wlan0 is used twice in the same namespace',
        ),
        wrongFlag('/network/config/activate/', 'override_active'),
        {
          ...whenFails(/^ip link set wlan0 up$/, { plain }),
          when: 'when a step fails',
          path: '/network/config/activate/plain',
        },
        { ...failed, path: '/network/config/activate/plain' },
      ],
    },
    {
      operation: 'POST /network/config/deactivate/:id',
      success: {
        arrange: given({ plain }, 'plain'),
        path: '/network/config/deactivate/plain',
        answer: done('plain', 'deactivated'),
      },
      errors: [
        {
          status: 200,
          when: 'with override for one that is not active',
          arrange: given({ plain, other: { id: 'other' } }, 'other'),
          path: '/network/config/deactivate/plain?override_active=true',
          answer: done('plain', 'deactivated'),
        },
        ...notFound('/network/config/deactivate/'),
        {
          status: 409,
          when: 'for one that is not active',
          arrange: given({ plain, other: { id: 'other' } }, 'other'),
          path: '/network/config/deactivate/plain',
          answer: detail('Configuration plain is not active.'),
        },
        ...unreadable('/network/config/deactivate/'),
        wrongFlag('/network/config/deactivate/', 'override_active'),
        {
          ...whenFails(/^iw dev$/, { plain }, 'plain'),
          when: 'when a step fails',
          path: '/network/config/deactivate/plain',
        },
        { ...failed, path: '/network/config/deactivate/plain' },
      ],
    },
  ],
};
