import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A folder in which dpkg installs packages as if it were the root of a box. */
export interface ScratchRoot {
  folder: string;
  path(inside: string): string;
  /** Runs dpkg; the maintainer scripts run outside, with DPKG_ROOT. Gives what it printed. */
  dpkg(...args: string[]): string;
  /** `ii`, `rc` or `un`: as `dpkg -l` tells of a package. */
  state(name: string): string;
  /** Every file and folder besides dpkg's own, sorted. */
  list(): string[];
  remove(): void;
}

/** Makes a box that has never seen a package, with the group that WLAN Pis have. */
export const makeScratchRoot = (): ScratchRoot => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-root-'));
  // nginx's workers go through it.
  chmodSync(folder, 0o755);
  const path = (inside: string): string => join(folder, inside);
  for (const inside of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc', 'run', 'var/log', 'usr', 'home'])
    mkdirSync(path(inside), { recursive: true });
  for (const file of ['status', 'available']) writeFileSync(path(`var/lib/dpkg/${file}`), '');
  writeFileSync(path('etc/group'), 'root:x:0:\nwlanpi:x:1000:\n');

  const options = [
    `--root=${folder}`,
    `--log=${folder}/var/lib/dpkg/log`,
    '--force-script-chrootless',
    // There are no other packages in it.
    '--force-depends',
    // Nothing of it must survive a power cut.
    '--force-unsafe-io',
  ];
  return {
    folder,
    path,
    dpkg: (...args) =>
      execFileSync('dpkg', [...options, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      }),
    state: (name) => {
      try {
        const format = '-f=${db:Status-Abbrev}';
        const args = [`--admindir=${folder}/var/lib/dpkg`, '-W', format, name];
        return execFileSync('dpkg-query', args, {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }).trim();
      } catch {
        return 'un';
      }
    },
    list: () => listBelow(folder).filter((file) => !file.startsWith('var/lib/dpkg')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const listBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** Builds a package of a few files and scripts: something to be replaced. */
export const buildPackage = (
  folder: string,
  options: { name: string; version: string; scripts?: Readonly<Record<string, string>> },
): string => {
  const stage = join(folder, options.name);
  mkdirSync(join(stage, 'DEBIAN'), { recursive: true });
  writeFileSync(
    join(stage, 'DEBIAN/control'),
    `Package: ${options.name}\nVersion: ${options.version}\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n`,
  );
  for (const [name, script] of Object.entries(options.scripts ?? {}))
    writeFileSync(join(stage, 'DEBIAN', name), script, { mode: 0o755 });
  const file = join(folder, `${options.name}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', stage, file], { stdio: 'ignore' });
  return file;
};

/** Permissions of a file, like `640`. */
export const modeOf = (file: string): string => (lstatSync(file).mode & 0o7777).toString(8);
