import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { startProtocolServer, type ProtocolServer } from '@netloom/agent-protocol/testing';
import { waitFor } from '@netloom/server-kit/testing';
import { expect } from 'vitest';
import { startTestDevice } from '../../src/testing/index.ts';
import { recordCommands } from '../../src/testing/record-commands.ts';
import { linuxArchive } from '../../src/testing/start-fleet-box.ts';
import type { Case, Contract, Stage } from './contract.ts';
import { missing, notABoolean, notAllowed } from './problems.ts';

interface FleetStage extends Stage {
  controller: ProtocolServer;
}

const archive = linuxArchive({});
/** Where the controller listens is known once it runs. */
const wish = { url: '', shared_secret: 'a-test-secret', tags: ['lab'] };

/** The one network interface, whose address names the box. */
const link = {
  ifindex: 2,
  ifname: 'eth0',
  flags: ['UP'],
  mtu: 1500,
  operstate: 'UP',
  link_type: 'ether',
  address: '02:00:00:11:22:33',
  addr_info: [],
};

const start = async (): Promise<FleetStage> => {
  const { run } = recordCommands((line) => (line.includes(' addr ') ? JSON.stringify([link]) : '[]'));
  const controller = await startProtocolServer({ sharedSecret: wish.shared_secret });
  controller.serveBytes(archive);
  wish.url = controller.url;
  const env = {
    NETLOOM_FLEET_APPLIER: 'iproute2',
    NETLOOM_FLEET_MONITORING_SECONDS: '0',
    NETLOOM_FLEET_SETTLE_SECONDS: '0',
  };
  const device = await startTestDevice(env, { run });
  return {
    controller,
    device,
    stop: async () => {
      await device.stop();
      await controller.close();
    },
  };
};

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown;
const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as unknown;

const notJoined = {
  phase: 'not-joined',
  url: null,
  device_id: null,
  name: null,
  applied_checksum: null,
  applied_at: null,
  failed_checksum: null,
  failure: null,
  last_contact: null,
  problem: null,
  applier: null,
};
const inStep = {
  ...notJoined,
  phase: 'in-step',
  url,
  device_id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
  name: hostname(),
  applied_checksum: createHash('md5').update(archive).digest('hex'),
  applied_at: isoTime,
  last_contact: isoTime,
  applier: 'iproute2',
};

const leave = ({ device }: FleetStage) => device.call('POST', '/fleet/leave');

/** The box joins, and is waited for until it is so far. */
const join =
  (phase: string, more: object = {}) =>
  async (stage: FleetStage): Promise<void> => {
    const { device } = stage;
    await leave(stage);
    await device.call('POST', '/fleet/join', { ...wish, ...more });
    await waitFor(phase, async () => {
      const { body } = await device.call('GET', '/fleet');
      expect(body).toMatchObject({ phase });
      return true;
    });
  };

const alone: Case<FleetStage> = {
  status: 409,
  when: 'for a box that has joined no fleet',
  arrange: leave,
  answer: { detail: 'The box has joined no fleet.' },
};

const wrong = (when: string, body: unknown, ...problems: object[]): Case<FleetStage> => ({
  status: 422,
  when,
  arrange: leave,
  body,
  answer: { detail: problems },
});
const wrongUrl = (given: string, why: string) =>
  wrong(
    `for the address ${JSON.stringify(given)}`,
    { ...wish, url: given },
    notAllowed(['body', 'url'], why, null),
  );
// What was given for a secret is not told back.
const wrongSecret = (given: string) =>
  wrong(
    `for the secret ${JSON.stringify(given.slice(0, 20))}`,
    { url: 'https://netloom.example', shared_secret: given },
    notAllowed(['body', 'shared_secret'], 'a shared secret has 1 to 128 characters, without spaces', null),
  );
const wrongTag = (given: string) =>
  wrong(
    `for the tag ${JSON.stringify(given.slice(0, 20))}`,
    { ...wish, tags: ['lab', given] },
    notAllowed(['body', 'tags', 1], 'a tag has no spaces and commas', given),
  );
const wrongType = (type: string, what: string, field: string, input: unknown) => ({
  type,
  loc: ['body', field],
  msg: `Input should be ${what}`,
  input,
});

/** Joining a fleet, and leaving it. */
export const fleetContract: Contract<FleetStage> = {
  title: 'the fleet',
  start,
  operations: [
    {
      operation: 'GET /fleet',
      success: { arrange: join('in-step'), answer: inStep },
      errors: [
        {
          status: 200,
          when: 'with nothing, for a box that has joined no fleet',
          arrange: leave,
          answer: notJoined,
        },
        {
          status: 200,
          when: 'with the reason, for a box that was refused',
          arrange: join('refused', { shared_secret: 'wrong' }),
          answer: {
            ...notJoined,
            phase: 'refused',
            url,
            problem: 'HTTP 403: error: unrecognized secret',
            applier: 'iproute2',
          },
        },
        {
          status: 200,
          when: 'with the reason, for a controller that is none',
          arrange: async (stage) => {
            stage.controller.intercept((_call, response) => {
              response.writeHead(200).end('<h1>Welcome to the hotel</h1>');
              return true;
            });
            await join('unreachable')(stage);
          },
          restore: ({ controller }) => controller.intercept(() => false),
          answer: {
            ...notJoined,
            phase: 'unreachable',
            url,
            problem: 'not a controller: HTTP 200 without the header X-Openwisp-Controller',
            applier: 'iproute2',
          },
        },
      ],
    },
    {
      operation: 'POST /fleet/join',
      success: {
        arrange: leave,
        body: wish,
        answer: { ...notJoined, phase: 'registering', url },
      },
      errors: [
        {
          status: 409,
          when: 'for a box that has joined a fleet',
          arrange: join('in-step'),
          body: wish,
          answer: { detail: 'The box has joined a fleet already: leave it first.' },
        },
        wrong('without a body', undefined, missing(['body'])),
        wrong('without its fields', {}, missing(['body', 'url'], {}), missing(['body', 'shared_secret'], {})),
        wrong(
          'for values of another type',
          { url: 1, shared_secret: 2, verify_tls: 'maybe', tags: 'lab' },
          wrongType('string_type', 'a valid string', 'url', 1),
          wrongType('string_type', 'a valid string', 'shared_secret', 2),
          notABoolean(['body', 'verify_tls'], 'maybe'),
          wrongType('list_type', 'a valid list', 'tags', 'lab'),
        ),
        wrongUrl('netloom', '"netloom" is not a URL'),
        wrongUrl('', '"" is not a URL'),
        wrongUrl(
          'ftp://netloom.example',
          'the URL of a controller begins with http:// or https://, not ftp:',
        ),
        wrongUrl(
          'https://me:secret@netloom.example',
          'the URL of a controller holds no user name and no password',
        ),
        wrongUrl('https://netloom.example?a=b', 'the URL of a controller has no "?" and no "#"'),
        wrongUrl('https://netloom.example#a', 'the URL of a controller has no "?" and no "#"'),
        ...['', 'two words', 'ä', 'x'.repeat(129)].map(wrongSecret),
        ...['', 'two words', 'a,b', 'x'.repeat(101)].map(wrongTag),
        wrong(
          'for more tags than a box can have',
          { ...wish, tags: Array.from({ length: 51 }, () => 'lab') },
          {
            type: 'too_long',
            loc: ['body', 'tags'],
            msg: 'List should have at most 50 items after validation, not 51',
            input: null,
            ctx: { field_type: 'List', max_length: 50, actual_length: 51 },
          },
        ),
      ],
    },
    {
      operation: 'POST /fleet/leave',
      success: { arrange: join('in-step'), answer: notJoined },
      errors: [alone],
    },
    {
      operation: 'POST /fleet/poll',
      success: { arrange: join('in-step'), answer: inStep },
      errors: [alone],
    },
  ],
};
