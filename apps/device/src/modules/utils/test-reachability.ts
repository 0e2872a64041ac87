import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import type { DeviceContext } from '../../platform/device-context.ts';
import type { Gateway } from './default-gateway.ts';
import { nameServers } from './name-servers.ts';
import { arpingTime, pingTime } from './round-trip.ts';

const failed = 'FAIL';
/** Milliseconds for one test; programs get a little more, for they end by themselves. */
const patience = 2000;
const programPatience = 4000;
/** Characters of the page that are looked at. */
const longestPage = 1_000_000;

type Test = () => Promise<string | undefined>;

/**
 * Tries the way to the Internet, step by step from both ends (device service, section 3.10). All tests run at the
 * same time; none takes longer than some seconds. The keys are labels for people and hold blanks.
 */
export const testReachability = async (
  context: Pick<DeviceContext, 'settings' | 'paths' | 'run' | 'privileged' | 'log'>,
  gateway: Gateway,
): Promise<Record<string, string>> => {
  const { settings, paths, run, privileged, log } = context;
  const { reachabilityHost: host, reachabilityUrl: url } = settings;
  const resolverText = await readFile(paths.system(settings.resolverFile), 'utf8').catch(() => '');

  const ping = async (target: string): Promise<string | undefined> => {
    const { stdout } = await run([settings.ping, '-c1', '-W2', '-q', target], { timeoutMs: programPatience });
    return pingTime(stdout);
  };
  const tests: [string, Test][] = [
    ['Ping Google', () => ping(host)],
    ['Browse Google', async () => ((await pageHolds(url, host)) ? 'OK' : undefined)],
    ['Ping Gateway', () => ping(gateway.address)],
    ...nameServers(resolverText).map((server, position): [string, Test] => [
      `DNS Server ${position + 1} Resolution`,
      async () => ((await resolves(server, host)) ? 'OK' : undefined),
    ]),
    [
      'Arping Gateway',
      async () => {
        const { stdout } = await privileged.perform('arp-ask', {
          interface: gateway.interface,
          address: gateway.address,
        });
        return arpingTime(stdout);
      },
    ],
  ];
  return Object.fromEntries(
    await Promise.all(
      tests.map(async ([label, test]) => {
        const result = await test().catch((error: unknown) => {
          log.debug({ err: error, test: label }, 'a test of the network has failed');
          return undefined;
        });
        return [label, result ?? failed] as const;
      }),
    ),
  );
};

/** Whether a DNS server knows the name servers of a host. */
const resolves = async (server: string, host: string): Promise<boolean> => {
  const resolver = new Resolver({ timeout: patience, tries: 1 });
  resolver.setServers([server.includes(':') ? `[${server}]` : server]);
  return (await resolver.resolveNs(host)).length > 0;
};

/** Whether the page is there and holds the text. A page without end is not read to its end. */
const pageHolds = async (url: string, text: string): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  let page = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    page += chunk;
    if (page.includes(text)) return true;
    if (page.length > longestPage) return false;
  }
  return false;
};
