import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseIpJson } from '../adapters/ip-json.ts';
import { runCommand } from '../platform/commands/run-command.ts';
import { makeNamespace, type TestNamespace } from './network-namespace.ts';
import { writeProgram } from './write-program.ts';

/** Radios for tests on a kernel that has none: `iw-shim.sh` moves real links between real namespaces. */
export interface TestRadios {
  /** For NETLOOM_PROGRAM_IW. */
  iw: string;
  /** What is at the other end of every wireless interface: a bridge named `bridge`. */
  air: TestNamespace;
  /** What `iw` was called with, each after the namespace that it was called in. */
  calls(): string[];
  /** The namespace of a radio; empty for the root namespace. */
  namespaceOf(phy: string): string;
  /** Interfaces of a radio and their types. */
  interfacesOf(phy: string): Record<string, string>;
  remove(): Promise<void>;
}

/** @param radios each radio with its first interface, which is a managed one in the root namespace. */
export const startRadios = async (radios: Readonly<Record<string, string>>): Promise<TestRadios> => {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-radios-'));
  const state = join(folder, 'state');
  const air = await makeNamespace();
  await air.exec('ip link add bridge type bridge');
  await air.exec('ip link set bridge up');
  for (const phy of Object.keys(radios)) {
    mkdirSync(join(state, phy, 'if'), { recursive: true });
    writeFileSync(join(state, phy, 'netns'), '');
  }
  writeFileSync(join(state, 'air'), air.name);
  const shim = new URL('iw-shim.sh', import.meta.url).pathname;
  const iw = writeProgram(folder, 'iw', `exec sh '${shim}' '${state}' "$@"`);
  for (const [phy, name] of Object.entries(radios))
    await runCommand([iw, 'phy', phy, 'interface', 'add', name, 'type', 'managed']);
  return {
    iw,
    air,
    calls: () => readFileSync(join(state, 'calls'), 'utf8').trim().split('\n'),
    namespaceOf: (phy) => readFileSync(join(state, phy, 'netns'), 'utf8').trim(),
    interfacesOf: (phy) =>
      Object.fromEntries(
        readdirSync(join(state, phy, 'if')).map((name) => [
          name,
          readFileSync(join(state, phy, 'if', name), 'utf8').trim(),
        ]),
      ),
    remove: async () => {
      // With one end of a link the other one goes, in whatever namespace it is. A namespace that is removed takes its
      // links along, too, but only some time later: the next test may want the same names.
      const links = parseIpJson(await air.exec('ip -j link show type veth')) ?? [];
      for (const { ifname } of links) await air.exec(`ip link delete ${String(ifname)}`);
      await air.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
