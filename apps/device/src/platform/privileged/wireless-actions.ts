import { join } from 'node:path';
import { interfaceName } from '../interface-name.ts';
import { choice, integer, optional, text } from '../model/model.ts';
import { namespaceName } from '../namespace-name.ts';
import { networkFile, networkFileKinds } from '../network-file.ts';
import { programName } from '../program-name.ts';
import type { Argv } from '../commands/run-command.ts';
import { action, type Box } from './privileged-action.ts';
import type { PrivilegedStep } from './privileged-step.ts';

const name = text({ pattern: interfaceName, fault: 'not a name of a network interface' });
const phy = text({ pattern: /^(?!-)[A-Za-z0-9_.-]{1,32}$/, fault: 'not a name of a radio' });
const namespace = text({ pattern: namespaceName, fault: 'not a name of a network namespace' });
/** Where something is done; without it, in the namespace of the service. */
const within = optional(namespace);
const app = text({ pattern: programName, fault: 'not a name of a program' });
const file = choice(networkFileKinds);

const runIn = (
  given: string | undefined,
  argv: Argv,
  box: Box,
  timeoutMs?: number,
): Extract<PrivilegedStep, { kind: 'run' }> => ({
  kind: 'run',
  argv: given === undefined ? argv : [box.settings.ip, 'netns', 'exec', given, ...argv],
  ...(timeoutMs === undefined ? {} : { timeoutMs }),
});

/** `ip` knows of no other root folder, so neither does this. */
const namespaceFile = (given: string | undefined, { settings }: Box): string | undefined =>
  given === undefined ? undefined : join(settings.netnsDir, given);

/** Where the DHCP client of an interface keeps its number and its lease: namespaces may have interfaces of the same name. */
const dhclientFiles = (given: string | undefined, of: string, { settings, paths }: Box): string[] => {
  const key = given === undefined ? of : `${given}-${of}`;
  return [
    '-pf',
    join(paths.system(settings.dhclientPidDir), `dhclient.${key}.pid`),
    '-lf',
    join(paths.system(settings.dhclientLeaseDir), `dhclient.${key}.leases`),
  ];
};

/** Namespaces, radios and what makes a wireless interface work. */
export const wirelessActions = {
  'namespace-add': action({ namespace }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'netns', 'add', params.namespace],
  })),
  'namespace-delete': action({ namespace }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.ip, 'netns', 'delete', params.namespace],
  })),
  'namespace-links': action({ namespace }, (params, box) =>
    runIn(params.namespace, [box.settings.ip, '-j', 'link', 'show'], box),
  ),
  'link-to-root': action({ name, namespace }, (params, box) =>
    runIn(params.namespace, [box.settings.ip, 'link', 'set', params.name, 'netns', '1'], box),
  ),
  'link-up-within': action({ name, namespace: within }, (params, box) =>
    runIn(params.namespace, [box.settings.ip, 'link', 'set', params.name, 'up'], box),
  ),
  'radio-to-namespace': action({ phy, namespace }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.iw, 'phy', params.phy, 'set', 'netns', 'name', params.namespace],
  })),
  'radio-to-root': action({ phy, namespace }, (params, box) =>
    runIn(params.namespace, [box.settings.iw, 'phy', params.phy, 'set', 'netns', '1'], box),
  ),
  /** Only reads, but entering a namespace is a privilege. */
  'wireless-list': action({ namespace }, (params, box) =>
    runIn(params.namespace, [box.settings.iw, 'dev'], box),
  ),
  'wireless-add': action(
    { phy, name, type: choice(['managed', 'monitor']), namespace: within },
    (params, box) =>
      runIn(
        params.namespace,
        [box.settings.iw, 'phy', params.phy, 'interface', 'add', params.name, 'type', params.type],
        box,
      ),
  ),
  'wireless-delete': action({ name, namespace: within }, (params, box) =>
    runIn(params.namespace, [box.settings.iw, 'dev', params.name, 'del'], box),
  ),
  'monitor-add': action({ beside: name, name }, (params, { settings }) => ({
    kind: 'run',
    argv: [
      settings.iw,
      params.beside,
      'interface',
      'add',
      params.name,
      'type',
      'monitor',
      'flags',
      'control',
      'otherbss',
    ],
  })),
  'wireless-scan': action({ name }, (params, { settings }) => ({
    kind: 'run',
    argv: [settings.iw, params.name, 'scan'],
    timeoutMs: 10_000,
  })),
  'network-file-read': action({ file, name }, (params, box) => ({
    kind: 'read',
    path: networkFile(params.file, params.name, box),
  })),
  'network-file-write': action({ file, name, content: text() }, (params, box) => ({
    kind: 'write',
    path: networkFile(params.file, params.name, box),
    content: params.content,
    mode: params.file === 'dhcp' ? 0o644 : 0o600,
  })),
  'network-file-remove': action({ file, name }, (params, box) => ({
    kind: 'remove',
    path: networkFile(params.file, params.name, box),
  })),
  'supplicant-start': action({ name, namespace: within }, (params, box) => {
    const { settings } = box;
    return runIn(
      params.namespace,
      [
        settings.wpaSupplicant,
        '-B',
        '-i',
        params.name,
        '-c',
        networkFile('supplicant', params.name, box),
        '-D',
        settings.wpaDriver,
        '-f',
        networkFile('supplicant-log', params.name, box),
        '-t',
      ],
      box,
    );
  }),
  /** Without an interface, every supplicant of the namespace. */
  'supplicant-stop': action({ name: optional(name), namespace: within }, (params, box) => ({
    kind: 'stop',
    processes: {
      namespaceFile: namespaceFile(params.namespace, box),
      program: box.settings.wpaSupplicant,
      anyWords: params.name === undefined ? undefined : [['-i', params.name], [`-i${params.name}`]],
    },
  })),
  'supplicant-status': action({ name, namespace: within }, (params, box) =>
    runIn(
      params.namespace,
      [box.settings.wpaCli, '-p', box.paths.system(box.settings.wpaControlDir), '-i', params.name, 'status'],
      box,
      5000,
    ),
  ),
  /** Waits for a lease as long as the setting says; with one, the client goes on in the background. */
  'dhcp-request': action({ name, namespace: within }, (params, box) =>
    runIn(
      params.namespace,
      [box.settings.dhclient, '-v', '-1', ...dhclientFiles(params.namespace, params.name, box), params.name],
      box,
      box.settings.dhcpSeconds * 1000,
    ),
  ),
  'dhcp-release': action({ name, namespace: within }, (params, box) =>
    runIn(
      params.namespace,
      [box.settings.dhclient, '-r', ...dhclientFiles(params.namespace, params.name, box), params.name],
      box,
      5000,
    ),
  ),
  /** Without an interface, every DHCP client of the namespace. */
  'dhcp-stop': action({ name: optional(name), namespace: within }, (params, box) => ({
    kind: 'stop',
    processes: {
      namespaceFile: namespaceFile(params.namespace, box),
      program: box.settings.dhclient,
      anyWords: params.name === undefined ? undefined : [[params.name]],
    },
  })),
  'default-route-list': action({ namespace: within }, (params, box) =>
    runIn(params.namespace, [box.settings.ip, 'route', 'show', 'default'], box),
  ),
  'default-route-set': action({ name, namespace: within }, (params, box) =>
    runIn(
      params.namespace,
      [box.settings.ip, 'route', 'replace', 'default', 'dev', params.name, 'metric', '200'],
      box,
    ),
  ),
  'app-start': action({ app, namespace: within }, (params, box) => ({
    kind: 'start-listed',
    listFile: join(box.paths.networkConfig, 'apps.json'),
    name: params.app,
    prefix: params.namespace === undefined ? [] : [box.settings.ip, 'netns', 'exec', params.namespace],
    logFile: join(box.paths.system(box.settings.appLogDir), `${params.app}.log`),
  })),
  'app-stop': action(
    {
      pid: integer({ min: 2 }),
      startedAt: optional(text({ pattern: /^\d+$/ })),
      command: text(),
      namespace: within,
    },
    (params, box) => {
      const [program = '', ...words] = params.command.split(/\s+/).filter((word) => word !== '');
      return {
        kind: 'stop',
        processes: {
          namespaceFile: namespaceFile(params.namespace, box),
          pid: params.pid,
          startedAt: params.startedAt,
          program,
          anyWords: words.length === 0 ? undefined : [words],
        },
      };
    },
  ),
} as const;
