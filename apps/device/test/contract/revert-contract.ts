import type { Case, Contract } from './contract.ts';
import {
  missing,
  noName,
  notABoolean,
  notAllowed,
  notAnInterface,
  notANumber,
  tooLarge,
} from './problems.ts';
import { said, startWithRecorder, whileFailing, type RecorderStage } from './start-with-recorder.ts';

const path = '/network/wlan/revert';
const body = { iface: 'wlan0', namespace: 'lab' };

const refused = (what: string, of: unknown, ...detail: object[]): Case<RecorderStage> => ({
  status: 422,
  when: `for ${what}`,
  body: of,
  answer: { detail },
});
const failed = (command: RegExp, iface = body.iface): Case<RecorderStage> => ({
  status: 500,
  when: `when ${command.source} fails`,
  body: { ...body, iface },
  ...whileFailing(command),
  answer: `Failed to revert ${iface} from lab: ${said}`,
});

/** Section 3.7: a wireless and a wired interface in the namespace `lab`. */
export const revertContract: Contract<RecorderStage> = {
  title: 'bringing back an interface',
  start: () =>
    startWithRecorder((line) => {
      if (line === 'ip netns exec lab ip -j link show')
        return JSON.stringify([{ ifname: 'wlan0' }, { ifname: 'eth7' }]);
      return line === 'ip netns exec lab iw dev' ? 'phy#0\n\tInterface wlan0\n' : '';
    }),
  operations: [
    {
      operation: `POST ${path}`,
      success: { body, answer: { success: true, message: 'wlan0 and phy0 reverted to root from lab' } },
      errors: [
        {
          status: 200,
          when: 'for a wired interface, which moves alone',
          body: { ...body, iface: 'eth7', delete_namespace: false },
          answer: { success: true, message: 'eth7 reverted to root from lab' },
        },
        {
          status: 400,
          when: 'for a namespace that cannot be entered',
          body,
          ...whileFailing(/link show$/),
          answer: `Namespace unknown : ${said}`,
        },
        {
          status: 400,
          when: 'for an interface that is not there',
          body: { ...body, iface: 'wlan9' },
          answer: 'Interface unknown : wlan9 is not in lab',
        },
        failed(/iw phy phy0 set netns 1$/),
        failed(/ip link set eth7 netns 1$/, 'eth7'),
        failed(/netns delete lab$/),
        refused('a request without a body', undefined, missing(['body'])),
        refused(
          'a body with nothing in it',
          {},
          missing(['body', 'iface'], {}),
          missing(['body', 'namespace'], {}),
        ),
        refused(
          'what is no name of an interface',
          { ...body, iface: noName },
          notAnInterface('body', 'iface'),
        ),
        refused(
          'a path in place of a namespace',
          { ...body, namespace: '../lab' },
          notAllowed(['body', 'namespace'], 'not a name of a network namespace', '../lab'),
        ),
        refused(
          'an unclear delete_namespace',
          { ...body, delete_namespace: 'maybe' },
          notABoolean(['body', 'delete_namespace'], 'maybe'),
        ),
        {
          ...refused('a time in words', body, notANumber(['query', 'timeout'], 'soon')),
          path: `${path}?timeout=soon`,
        },
        {
          ...refused('a time that is too long', body, tooLarge(['query', 'timeout'], 120, '121')),
          path: `${path}?timeout=121`,
        },
      ],
    },
  ],
};
