import { fleetFilePath } from '../fleet-file-path.ts';
import { ipAddress } from '../model/ip-address.ts';
import { choice, integer, list, text } from '../model/model.ts';
import { keptFile } from './kept-file.ts';
import { action, type Box } from './privileged-action.ts';

const systemFile = choice(['resolver', 'time-zone']);

/** Files of a configuration, and those of the system that it changes by other words than a path. */
export const fleetFileActions = {
  'fleet-file-keep': action({ path: text() }, (params, box) => ({
    kind: 'keep',
    path: fleetFilePath(params.path, box),
  })),
  'fleet-file-give-back': action({ path: text(), kept: keptFile }, (params, box) => ({
    kind: 'give-back',
    path: fleetFilePath(params.path, box),
    kept: params.kept,
  })),
  'system-file-keep': action({ file: systemFile }, (params, box) => ({
    kind: 'keep',
    path: systemFilePath(params.file, box),
  })),
  'system-file-give-back': action({ file: systemFile, kept: keptFile }, (params, box) => ({
    kind: 'give-back',
    path: systemFilePath(params.file, box),
    kept: params.kept,
  })),
  'resolver-set': action(
    { servers: list(ipAddress(), 16), search: list(text({ pattern: /^[A-Za-z0-9_.-]{1,253}$/ }), 16) },
    ({ servers, search }, box) => ({
      kind: 'write',
      path: systemFilePath('resolver', box),
      content: [
        '# Written by Netloom from the configuration of the controller.',
        ...servers.map((server) => `nameserver ${server}`),
        ...(search.length === 0 ? [] : [`search ${search.join(' ')}`]),
        '',
      ].join('\n'),
      mode: 0o644,
      owner: { user: 'root', group: 'root' },
    }),
  ),
  'fleet-file-write': action(
    {
      path: text(),
      content: text(),
      mode: integer({ min: 0, max: 0o7777 }),
      owner: text({ pattern: /^(?!-)[a-z0-9_-]{1,32}$/, fault: 'not a user' }),
      group: text({ pattern: /^(?!-)[a-z0-9_-]{1,32}$/, fault: 'not a group' }),
    },
    (params, box) => ({
      kind: 'write',
      path: fleetFilePath(params.path, box),
      content: params.content,
      mode: params.mode,
      owner: { user: params.owner, group: params.group },
    }),
  ),
  'time-zone-set': action(
    {
      zone: text({
        pattern: /^(?!.*\.\.)[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,2}$/,
        fault: 'not a time zone',
      }),
    },
    (params, box) => ({
      kind: 'link',
      path: systemFilePath('time-zone', box),
      target: `/usr/share/zoneinfo/${params.zone}`,
    }),
  ),
} as const;

/** Files outside of the folders of configurations that a configuration changes by other words than a path. */
const systemFilePath = (file: 'resolver' | 'time-zone', { settings, paths }: Box): string =>
  paths.system(file === 'resolver' ? settings.resolverFile : '/etc/localtime');
