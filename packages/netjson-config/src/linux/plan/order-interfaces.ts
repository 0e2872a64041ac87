import type { LinuxInterface } from '../linux-manifest.ts';

/** Each interface after those that it stands on, otherwise in the given order. */
export function inOrderOfCreation(interfaces: readonly LinuxInterface[]): LinuxInterface[] {
  const byName = new Map(interfaces.map((planned) => [planned.name, planned]));
  const ordered = new Set<LinuxInterface>();
  const waiting = new Set<LinuxInterface>();

  function place(planned: LinuxInterface): void {
    // Interfaces that stand on each other cannot be made in any order; valid documents have none.
    if (waiting.has(planned)) return;
    waiting.add(planned);
    const base = byName.get(planned.vlan?.base ?? planned.vxlan?.tunlink ?? '');
    if (base !== undefined) place(base);
    ordered.add(planned);
  }

  for (const planned of interfaces) place(planned);
  return [...ordered];
}
