import { describe, expect, it } from 'vitest';
import { CommandError, runCommand } from '../platform/commands/run-command.ts';
import { canMakeNamespaces, makeNamespace } from '../testing/network-namespace.ts';
import { parseIpJson } from './ip-json.ts';
import { listIpLinks, toIpLinks } from './ip-links.ts';

describe('what ip prints as JSON', () => {
  it('leaves out the empty objects that a filter leaves behind', () => {
    expect(parseIpJson('[{},{},{"ifname":"eth0.20"}]')).toEqual([{ ifname: 'eth0.20' }]);
  });

  it('takes silence for an empty list', () => {
    expect(parseIpJson('')).toEqual([]);
    expect(parseIpJson('\n')).toEqual([]);
  });

  it.each(['{"ifname":"eth0"}', 'Error: no', '[{"ifname":'])('does not take %s for a list', (text) => {
    expect(parseIpJson(text)).toBeUndefined();
  });

  it('leaves out links without a name, and addresses without a family', () => {
    expect(
      toIpLinks([
        { ifindex: 1 },
        { ifname: 'eth0', addr_info: [{}, { family: 'inet' }] },
        { ifname: 'tun0' },
      ]),
    ).toEqual([
      { ifname: 'eth0', addr_info: [{ family: 'inet' }] },
      { ifname: 'tun0', addr_info: [] },
    ]);
  });

  it('is an error of the tool when it is no JSON', async () => {
    const run = async () => ({ stdout: 'Segmentation fault', stderr: '', exitCode: 0 });
    await expect(listIpLinks(run, 'ip')).rejects.toThrow(CommandError);
  });
});

describe.skipIf(!canMakeNamespaces())('interfaces of a network namespace', () => {
  it('are listed from outside and from inside, and by kind', async () => {
    const namespace = await makeNamespace();
    try {
      await namespace.exec('ip link add eth9 type veth peer name eth8');
      const outside = await listIpLinks(runCommand, 'ip', { namespace: namespace.name });
      expect(outside.map(({ ifname }) => ifname)).toEqual(expect.arrayContaining(['lo', 'eth8', 'eth9']));
      expect(outside.find(({ ifname }) => ifname === 'eth9')).toMatchObject({
        link: 'eth8',
        linkinfo: { info_kind: 'veth' },
        addr_info: [],
      });
      const pairs = await listIpLinks(namespace.run, 'ip', { type: 'veth' });
      expect(pairs.map(({ ifname }) => ifname).sort()).toEqual(['eth8', 'eth9']);
      expect(await listIpLinks(namespace.run, 'ip', { type: 'bridge' })).toEqual([]);
    } finally {
      await namespace.remove();
    }
  });
});
