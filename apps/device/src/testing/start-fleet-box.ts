import { createHash } from 'node:crypto';
import { lstat, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildTar, type TarInput } from '@netloom/agent-protocol/testing';
import type { Result } from '@netloom/agent-protocol';
import { createConfiguration } from '@netloom/netjson-config';
import { chooseApplier } from '../modules/fleet/apply/choose-applier.ts';
import {
  changeConfig,
  undoPending,
  type ChangeOptions,
  type Download,
} from '../modules/fleet/change-config.ts';
import { createMembershipStore } from '../modules/fleet/membership-store.ts';
import type { Membership } from '../modules/fleet/membership.ts';
import type { RunCommand } from '../platform/commands/run-command.ts';
import type { DeviceContext } from '../platform/device-context.ts';
import type { ActionName } from '../platform/privileged/actions.ts';
import type { Privileged } from '../platform/privileged/privileged.ts';
import { makeNamespace, type TestNamespace } from './network-namespace.ts';
import { startTestDevice, type TestDevice } from './start-test-device.ts';

/** A box with the interfaces `eth0` and `eth1` in a namespace of its own, whose configurations a test applies. */
export interface FleetBox {
  namespace: TestNamespace;
  context: DeviceContext;
  /** The service itself, for what its API does. */
  device: TestDevice;
  /** Stands for `/`. */
  root: string;
  /** The names of actions that were performed since `forget`, and of what `ip` and others were told by them. */
  actions: ActionName[];
  commands: string[];
  forget(): void;
  membership(): Membership;
  /** Applies a NetJSON document; `options` as for a change. The failure is its log. */
  apply(document: object, options?: ApplyOptions): Promise<Result<Membership, string>>;
  applyArchive(archive: Buffer, options?: ApplyOptions): Promise<Result<Membership, string>>;
  /** What a start does with a change that was broken off. */
  restart(): Promise<string | undefined>;
  /** Everything that configurations change, for comparison. */
  picture(): Promise<Picture>;
  stop(): Promise<void>;
}

export interface ApplyOptions {
  test?: ChangeOptions['test'];
  /** Stands between the box and its actions. */
  intercept?: (perform: () => Promise<unknown>, name: ActionName) => Promise<unknown>;
}

export type Picture = Readonly<Record<string, unknown>>;

/** Programs of the machine as a whole, which a test must not change: they are only noted. */
const untouchable: ReadonlySet<string> = new Set(['hostname', 'iw', 'wg']);

/** The archive that a controller would serve for a document. */
export const linuxArchive = (document: object, more: readonly TarInput[] = []): Buffer => {
  const members = createConfiguration('netloom.Linux', { config: document as never }).members();
  return gzipSync(
    buildTar([...members.map(({ name, contents, mode }) => ({ path: name, contents, mode })), ...more]),
  );
};

/**
 * @param options.instead answers for programs that this machine lacks; undefined: the program itself runs
 */
export const startFleetBox = async (
  env: Readonly<Record<string, string>> = {},
  options: { instead?: (line: string) => string | undefined } = {},
): Promise<FleetBox> => {
  const namespace = await makeNamespace();
  const commands: string[] = [];
  const run: RunCommand = async (argv, given) => {
    const line = argv.join(' ');
    const changes = !isReading(line);
    if (changes) commands.push(line);
    const answer = options.instead?.(line) ?? (untouchable.has(argv[0]) ? '' : undefined);
    return answer === undefined ? namespace.run(argv, given) : { stdout: answer, stderr: '', exitCode: 0 };
  };
  // Nobody waits for other owners of an address.
  await namespace.exec('sysctl -q -w net.ipv6.conf.default.accept_dad=0');
  for (const name of ['eth0', 'eth1'])
    await namespace.exec(`ip link add ${name} type veth peer name to-${name}`);
  for (const name of ['eth0', 'to-eth0', 'to-eth1']) await namespace.exec(`ip link set ${name} up`);
  // Beside the folder of the service's data, where configurations may not write.
  const root = await mkdtemp(join(tmpdir(), 'netloom-root-'));
  const device = await startTestDevice(
    { NETLOOM_FLEET_APPLIER: 'iproute2', NETLOOM_ROOT: root, ...env },
    { run },
  );
  const { context } = device;
  const store = createMembershipStore(context);
  let membership: Membership = { url: 'http://127.0.0.1:1', verifyTls: true, sharedSecret: 's', tags: [] };
  const actions: ActionName[] = [];
  const watched = (intercept: ApplyOptions['intercept'] = (perform) => perform()): DeviceContext => ({
    ...context,
    privileged: {
      perform: (name, params) => {
        actions.push(name);
        return intercept(() => context.privileged.perform(name, params), name);
      },
    } as Privileged,
  });

  const change = async (download: Download, given: ApplyOptions = {}) => {
    const outcome = await changeConfig(
      {
        context: watched(given.intercept),
        applier: await chooseApplier(context),
        store,
        membership,
        test: given.test ?? (async () => undefined),
        onRollBack: () => {},
      },
      download,
    );
    if (outcome.ok) membership = outcome.value;
    return outcome;
  };
  const applyArchive: FleetBox['applyArchive'] = (archive, given) =>
    change({ checksum: createHash('md5').update(archive).digest('hex'), archive }, given);

  return {
    namespace,
    context,
    device,
    root,
    actions,
    commands,
    forget: () => {
      actions.length = 0;
      commands.length = 0;
    },
    membership: () => membership,
    apply: (document, given) => applyArchive(linuxArchive(document), given),
    applyArchive,
    restart: async () => {
      const kept = await store.load();
      if (kept === undefined) return undefined;
      const undone = await undoPending({
        context: watched(),
        applier: await chooseApplier(context),
        store,
        membership: kept,
      });
      if (undone) ({ membership } = undone);
      return undone?.log;
    },
    picture: () => takePicture(namespace, root),
    stop: async () => {
      await device.stop();
      await namespace.remove();
      await rm(root, { recursive: true, force: true });
    },
  };
};

const isReading = (line: string): boolean =>
  /^(ip -d -j|bridge -json|sysctl -n|systemctl show|wg show) /.test(line);

const kernelSettings = [
  'net.ipv4.ip_forward',
  'net.ipv6.conf.all.forwarding',
  'net.ipv6.conf.eth0.accept_ra',
  'net.ipv6.conf.eth1.accept_ra',
];

const takePicture = async (namespace: TestNamespace, root: string): Promise<Picture> => {
  const ask = async (words: string): Promise<unknown[]> =>
    JSON.parse((await namespace.exec(`ip -d -j ${words}`)) || '[]') as unknown[];
  const [links, routes4, routes6, rules4, rules6, kernel] = await Promise.all([
    ask('addr show'),
    ask('-4 route show table all'),
    ask('-6 route show table all'),
    ask('-4 rule show'),
    ask('-6 rule show'),
    Promise.all(kernelSettings.map((key) => namespace.exec(`sysctl ${key}`))),
  ]);
  return {
    links: links
      .filter((link) => !JSON.stringify(link).includes('"ifname":"to-'))
      .map((link) => steady(link as Record<string, unknown>))
      .toSorted(byText),
    routes: [...routes4, ...routes6]
      .filter((route) => !/"dst":"(fe80|ff00)|"dev":"to-/.test(JSON.stringify(route)))
      .map((route) => steady(route as Record<string, unknown>))
      .toSorted(byText),
    rules: [...rules4, ...rules6],
    kernel,
    files: await listFiles(root),
  };
};

const byText = (one: unknown, other: unknown): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

/** Without what differs by the moment, or by how often a link was made. */
const volatile: ReadonlySet<string> = new Set(
  `ifindex link_index valid_life_time preferred_life_time tentative promiscuity operstate qdisc
  topology_change topology_change_detected tcn_timer topology_change_timer gc_timer hello_timer
  bridge_id root_id designated_root state root_port root_path_cost cost no id allmulti
  designated_bridge designated_port designated_cost message_age_timer hold_timer
  forward_delay_timer link_netnsid stable_privacy flags group_addr timer`.split(/\s+/),
);

const steady = (value: unknown): unknown => {
  if (Array.isArray(value))
    // What the kernel gives itself comes and goes a little later.
    return value.filter((part: { scope?: unknown }) => part.scope !== 'link').map(steady);
  if (typeof value !== 'object' || value === null) return value;
  const facts = value as Record<string, unknown>;
  const kept = Object.entries(facts).filter(([key]) => !volatile.has(key));
  const flags = Array.isArray(facts['flags']) ? { up: facts['flags'].includes('UP') } : {};
  return { ...Object.fromEntries(kept.map(([key, part]) => [key, steady(part)])), ...flags };
};

const listFiles = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const lines = entries
    .filter((entry) => !entry.isDirectory())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mode, uid, gid } = await lstat(path);
      const content = entry.isSymbolicLink()
        ? `-> ${await readlink(path)}`
        : (await readFile(path)).toString('hex');
      return `${path.slice(root.length)} ${(mode & 0o7777).toString(8)} ${uid}:${gid} ${content}`;
    });
  return (await Promise.all(lines)).toSorted();
};
