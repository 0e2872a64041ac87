import type { Contract } from './contract.ts';
import { wrongBodies, wrongType } from './network-config-bodies.ts';
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
import { missing, notAllowed } from './problems.ts';
import { said, whileFailing, type RecorderStage } from './start-with-recorder.ts';

const shownWlan = { mode: 'managed', ...wlan, mlo: false, default_route: false };
const fullWlan = { ...shownWlan, security: null, autostart_app: null };
const labEntry = {
  ...wlan,
  security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh', eap_method: 'PEAP' },
  default_route: true,
  autostart_app: 'probe',
  namespace: 'labns',
};
const shownLabEntry = {
  ...shownWlan,
  ...labEntry,
  security: { ssid: 'Lab', security: 'WPA2-PSK', psk: 'abcdefgh' },
};
const lab = { id: 'lab', namespaces: [labEntry] };

const reserved = (id: string, text: string): ConfigCase => ({
  status: 400,
  when: `for the id ${id}`,
  arrange: given({}),
  body: { id },
  answer: detail(text),
});
const rootOrDefault = "Configuration ID cannot be 'root' or 'default'.";

const wrongId = (id: string): ConfigCase => ({
  status: 422,
  when: `for the id ${JSON.stringify(id.slice(0, 20))}`,
  body: { id },
  answer: detail([
    notAllowed(['body', 'id'], 'id must be 1 to 64 letters, digits, dashes and underscores', id),
  ]),
});

const active = (verb: 'edit' | 'delete'): ConfigCase => ({
  status: 409,
  when: 'for the active configuration',
  arrange: given({ plain }, 'plain'),
  path: '/network/config/plain',
  answer: detail(`Cannot ${verb} active configuration plain.`),
});

/** Section 3.8 without activation. */
export const networkConfigContract: Contract<RecorderStage> = {
  title: 'network configurations',
  start: startWithConfigs,
  operations: [
    {
      operation: 'GET /network/config/',
      success: {
        arrange: given({ plain, bad: '{', list: [], nameless: {}, new: '\n' }, 'plain'),
        answer: {
          default: false,
          plain: true,
          'bad (malformed)': false,
          'list (malformed)': false,
          'nameless (malformed)': false,
          'new (empty)': false,
        },
      },
      errors: [
        {
          status: 200,
          when: 'with default as the active one, when the one that was is gone',
          arrange: given({ lab }, 'gone'),
          answer: { default: true, lab: false },
        },
        failed,
      ],
    },
    {
      operation: 'GET /network/config/status',
      success: {
        ...whileFailing(/^ip netns exec broken /),
        answer: {
          root: { wlan0: { ifindex: '3', addr: '02:00:00:11:22:33', type: 'managed' } },
          labns: { wlanpi1: { type: 'monitor', flags: '' } },
          broken: { error: said },
        },
      },
      errors: [
        { ...whenFails(/^iw dev$/, {}), when: 'when iw fails in the root namespace' },
        { ...whenFails(/^ip netns list$/, {}), when: 'when the namespaces cannot be listed' },
      ],
    },
    {
      operation: 'GET /network/config/:id',
      success: {
        arrange: given({ lab }),
        path: '/network/config/lab',
        answer: { id: 'lab', namespaces: [shownLabEntry] },
      },
      errors: [
        ...notFound('/network/config/'),
        ...unreadable('/network/config/'),
        { ...failed, path: '/network/config/plain' },
      ],
    },
    {
      operation: 'POST /network/config/',
      success: { arrange: given({}), body: lab, answer: done('lab', 'added') },
      errors: [
        reserved('root', rootOrDefault),
        reserved('default', rootOrDefault),
        ...['status', 'activate', 'deactivate'].map((id) =>
          reserved(id, `Configuration ID cannot be '${id}'.`),
        ),
        {
          status: 409,
          when: 'for an id that is taken',
          arrange: given({ lab: '' }),
          body: lab,
          answer: detail('Configuration lab already exists.'),
        },
        ...wrongBodies('/network/config/', { id: 'lab' }),
        { status: 422, when: 'without an id', body: {}, answer: detail([missing(['body', 'id'], {})]) },
        {
          status: 422,
          when: 'for an id that is no text',
          body: { id: 7 },
          answer: detail([wrongType('string_type', 'a valid string', ['body', 'id'], 7)]),
        },
        ...['', 'a b', '../evil', 'ä', 'x'.repeat(65)].map(wrongId),
        { ...failed, body: lab },
      ],
    },
    {
      operation: 'PATCH /network/config/:id',
      success: {
        arrange: given({ lab }),
        path: '/network/config/lab',
        body: { id: 'other', roots: [wlan] },
        answer: {
          ...done('lab', 'updated'),
          config: { id: 'lab', namespaces: [shownLabEntry], roots: [fullWlan] },
        },
      },
      errors: [
        {
          status: 200,
          when: 'for no change',
          arrange: given({ lab }),
          path: '/network/config/lab',
          body: {},
          answer: { ...done('lab', 'updated'), config: { id: 'lab', namespaces: [shownLabEntry] } },
        },
        {
          status: 200,
          when: 'for a list that is emptied, and one that is left',
          arrange: given({ lab }),
          path: '/network/config/lab',
          body: { roots: null, namespaces: [] },
          answer: { ...done('lab', 'updated'), config: { id: 'lab', namespaces: [] } },
        },
        ...notFound('/network/config/', {}),
        {
          status: 404,
          when: 'for the active configuration whose file is gone',
          arrange: given({}, 'gone'),
          path: '/network/config/gone',
          body: {},
          answer: detail('Configuration gone not found.'),
        },
        { ...active('edit'), body: { roots: [] } },
        ...unreadable('/network/config/', {}),
        ...wrongBodies('/network/config/plain', {}),
        { ...failed, path: '/network/config/plain', body: {} },
      ],
    },
    {
      operation: 'DELETE /network/config/:id',
      success: {
        arrange: given({ plain }),
        path: '/network/config/plain',
        answer: done('plain', 'deleted'),
      },
      errors: [
        {
          status: 200,
          when: 'for the active configuration with force',
          arrange: given({ plain }, 'plain'),
          path: '/network/config/plain?force=true',
          answer: done('plain', 'deleted'),
        },
        {
          status: 200,
          when: 'for default when it is not active',
          arrange: given({ plain, default: { id: 'default' } }, 'plain'),
          path: '/network/config/default',
          answer: done('default', 'deleted'),
        },
        ...notFound('/network/config/'),
        active('delete'),
        {
          status: 409,
          when: 'for the active configuration, also when its file is gone',
          arrange: given({}),
          path: '/network/config/default',
          answer: detail('Cannot delete active configuration default.'),
        },
        wrongFlag('/network/config/', 'force'),
        { ...failed, path: '/network/config/plain' },
      ],
    },
  ],
};
