import type { JsonObject } from '@netloom/netjson';
import type { ConfigurationProblem } from '../../configuration-error.ts';
import { objectsIn, textOf } from '../../document-values.ts';
import { LOOPBACK, systemName } from '../plan/interface-names.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { entriesOf } from './document-entries.ts';

/** What the kernel allows a name to have. */
const MAX_NAME = 15;
const LAST_VNI = 16_777_215;

/** Names of interfaces, and what they stand on. */
export function* checkInterfaces(context: PlanContext): Iterable<ConfigurationProblem> {
  const { document } = context;
  const seen = new Set<string>();
  for (const [index, entry] of entriesOf(document, 'interfaces')) {
    const name = systemName(entry);
    const path = ['interfaces', index, 'name'];
    if (seen.has(name)) yield { path, message: `There are two interfaces with the name "${name}".` };
    seen.add(name);
    if (name.length > MAX_NAME && textOf(entry.name).length <= MAX_NAME) {
      const message = `The interface would be called "${name}", and names have at most ${MAX_NAME} characters.`;
      yield { path, message };
    }
    if ((entry.type === 'loopback') !== (name === LOOPBACK)) {
      yield { path, message: `"${LOOPBACK}" is the name of the loopback interface, and of no other.` };
    }
  }
  yield* checkNetworkIdentifiers(document);
  yield* checkTunnels(context);
  yield* checkPeers(context);
}

/** The schema cannot tell how large a number is that variables have made a text. */
function* checkNetworkIdentifiers(document: JsonObject): Iterable<ConfigurationProblem> {
  for (const [index, { vni }] of entriesOf(document, 'interfaces')) {
    if (typeof vni !== 'string' || !(Number(vni) > LAST_VNI)) continue;
    yield { path: ['interfaces', index, 'vni'], message: `"vni" must be at most ${LAST_VNI}.` };
  }
}

/** A tunnel cannot run inside of itself, not even by way of others. */
function* checkTunnels({ document, resolve }: PlanContext): Iterable<ConfigurationProblem> {
  const carriers = new Map(
    objectsIn(document.interfaces)
      .filter(({ type }) => type === 'vxlan')
      .map((entry) => [textOf(entry.name), resolve(textOf(entry.tunlink))]),
  );
  for (const [index, entry] of entriesOf(document, 'interfaces')) {
    if (entry.type !== 'vxlan') continue;
    const start = textOf(entry.name);
    const passed = new Set<string>();
    let name: string | undefined = carriers.get(start);
    while (name !== undefined && name !== start && !passed.has(name)) {
      passed.add(name);
      name = carriers.get(name);
    }
    if (name !== start) continue;
    const message = `The tunnel "${start}" would run inside of itself.`;
    yield { path: ['interfaces', index, 'tunlink'], message };
  }
}

/** Peers belong to WireGuard interfaces; one that the document does not describe may come with another layer. */
function* checkPeers({ document, resolve }: PlanContext): Iterable<ConfigurationProblem> {
  const types = new Map(
    objectsIn(document.interfaces).map((entry): [string, JsonObject[string] | undefined] => [
      systemName(entry),
      entry.type,
    ]),
  );
  for (const [index, peer] of entriesOf(document, 'wireguard_peers')) {
    const name = textOf(peer.interface);
    const type = types.get(resolve(name));
    if (type === undefined || type === 'wireguard') continue;
    const message = `"${name}" is no WireGuard interface.`;
    yield { path: ['wireguard_peers', index, 'interface'], message };
  }
}
