// Builds the Debian package of the device service into dist/. Needs dpkg-deb, not root.
//
//   npm run package:device -- [--arch arm64] [--version 1.2.3] [--out FOLDER] [--quick]
//
// The package brings its own Node, for the one of the distribution is too old. For another architecture than that of
// this machine, Node is fetched from the registry; everything else is the same. --quick compresses nothing.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { deviceNodeFlags } from '../device-node-flags.mjs';
import { copyDependencies } from './copy-dependencies.mjs';
import { copySources } from './copy-sources.mjs';
import { node, root } from '../ensure-installed.mjs';

/** Names of architectures: Debian's, and Node's. */
const architectures = { amd64: 'x64', arm64: 'arm64' };
const here = Object.entries(architectures).find(([, name]) => name === process.arch)?.[0];

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: here ?? 'amd64' },
    version: {
      type: 'string',
      default: JSON.parse(readFileSync(`${root}apps/device/package.json`, 'utf8')).version,
    },
    out: { type: 'string', default: `${root}dist` },
    quick: { type: 'boolean', default: false },
  },
});

const fail = (why) => {
  console.error(`package:device: ${why}`);
  process.exit(1);
};

if (architectures[values.arch] === undefined)
  fail(`--arch: "${values.arch}" is not one of ${Object.keys(architectures).join(', ')}`);
if (!/^\d[A-Za-z0-9.+~-]*$/.test(values.version)) fail(`--version: "${values.version}" is no version`);
try {
  execFileSync('dpkg-deb', ['--version'], { stdio: 'ignore' });
} catch {
  fail('dpkg-deb is missing: it comes with Debian and its relatives (package dpkg)');
}

const deploy = `${root}deploy/device/`;
const stage = mkdtempSync(join(tmpdir(), 'netloom-package-'));
const home = '/usr/lib/netloom-device';

const put = (path, content, mode = 0o644) => {
  const target = join(stage, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  chmodSync(target, mode);
};
const copy = (from, to, mode) => put(to, readFileSync(from), mode);
const link = (path, target) => {
  mkdirSync(dirname(join(stage, path)), { recursive: true });
  symlinkSync(target, join(stage, path));
};

/** The Node of the wanted architecture: the repository's own, or the same version from the registry. */
const putNode = () => {
  const target = join(stage, home, 'bin/node');
  mkdirSync(dirname(target), { recursive: true });
  if (values.arch === here) copyFileSync(node, target);
  else {
    const { version } = JSON.parse(readFileSync(`${root}node_modules/node/package.json`, 'utf8'));
    const folder = mkdtempSync(join(tmpdir(), 'netloom-node-'));
    const name = `node-linux-${architectures[values.arch]}@${version}`;
    try {
      execFileSync('npm', ['pack', name, '--silent', '--pack-destination', folder], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [archive] = readdirSync(folder);
      execFileSync('tar', ['-xf', join(folder, archive), '-C', folder, 'package/bin/node']);
      copyFileSync(join(folder, 'package/bin/node'), target);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  chmodSync(target, 0o755);
};

/** A command: Node with a program, wherever the package lies. `prepare` are lines of shell before it. */
const putCommand = (name, program, { flags = [], prepare = '', runner = 'exec' } = {}) => {
  const node = ['"$home/bin/node"', ...flags, `"$home/apps/device/src/${program}"`].join(' ');
  const script = `#!/bin/sh
${prepare}home="$(dirname "$(dirname "$(readlink -f "$0")")")"
export NODE_DISABLE_COMPILE_CACHE=1
${runner} ${node} "$@"
`;
  put(`${home}/bin/${name}`, script, 0o755);
};

/** The settings of the box, unless the environment names others. */
const withConfig = `export NETLOOM_CONFIG="\${NETLOOM_CONFIG:-/etc/netloom/device.yaml}"
`;

/** The helper is called by others than root: nothing of their environment counts. */
const ownPath = `export PATH=/usr/sbin:/usr/bin:/sbin:/bin
`;

const putProgram = () => {
  copySources(`${root}apps/device`, join(stage, home, 'apps/device'));
  for (const { link: path, workspace } of copyDependencies(root, 'apps/device', join(stage, home))) {
    copySources(`${root}${workspace}`, join(stage, home, workspace));
    link(join(home, path), `../../${workspace}`);
  }
  copy(`${root}LICENSE`, `${home}/LICENSE`);
  putCommand('netloom-device', 'main.js', { flags: deviceNodeFlags, prepare: withConfig });
  for (const name of ['getjwt', 'networkcfg']) putCommand(name, `cli/${name}.js`, { prepare: withConfig });
  for (const name of ['netloom-device', 'getjwt', 'networkcfg'])
    link(`/usr/bin/${name}`, `${home.replace('/usr', '..')}/bin/${name}`);
  putCommand('netloom-device-helper', 'helper/main.js', { prepare: ownPath, runner: 'exec env -i' });
};

const putSystemFiles = () => {
  const units = '/usr/lib/systemd/system';
  for (const unit of readdirSync(`${deploy}systemd`)) copy(`${deploy}systemd/${unit}`, `${units}/${unit}`);
  // Programs of the box ask for the service by the name that it has had there.
  link(`${units}/wlanpi-core.service`, 'netloom-device.service');
  link(`${units}/wlanpi-core.socket`, 'netloom-device.socket');
  for (const site of readdirSync(`${deploy}nginx`))
    copy(`${deploy}nginx/${site}`, `/etc/nginx/sites-available/${site}`);
  copy(`${deploy}ufw/netloom-device`, '/etc/ufw/applications.d/netloom-device');
  for (const name of ['device.yaml', 'device-without-wlanpi.yaml'])
    copy(`${deploy}${name}`, `/usr/share/netloom-device/${name}`);
  for (const folder of ['/var/log/wlanpi_core/debug', '/var/lib/netloom-device'])
    mkdirSync(join(stage, folder), { recursive: true });
  const documents = '/usr/share/doc/netloom-device';
  copy(`${root}docs/how-to/device-service.md`, `${documents}/README.md`);
  copy(`${root}docs/reference/device-settings.md`, `${documents}/device-settings.md`);
  copy(`${deploy}debian/copyright`, `${documents}/copyright`);
};

const putControl = () => {
  const kilobytes = execFileSync('du', ['-sk', '--apparent-size', stage], { encoding: 'utf8' }).split(
    '\t',
  )[0];
  const control = readFileSync(`${deploy}debian/control`, 'utf8')
    .replace('@VERSION@', values.version)
    .replace('@ARCHITECTURE@', values.arch)
    .replace('@INSTALLED_SIZE@', kilobytes);
  put('/DEBIAN/control', control);
  copy(`${deploy}debian/conffiles`, '/DEBIAN/conffiles');
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm'])
    copy(`${deploy}debian/${script}`, `/DEBIAN/${script}`, 0o755);
};

/** Modes must not depend on the umask of whoever builds. */
const setModes = (folder) => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) setModes(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
};

try {
  putNode();
  putProgram();
  putSystemFiles();
  putControl();
  setModes(stage);
  chmodSync(join(stage, 'var/log/wlanpi_core/debug'), 0o2750);
  mkdirSync(values.out, { recursive: true });
  const file = join(values.out, `netloom-device_${values.version}_${values.arch}.deb`);
  const compression = values.quick ? ['-Znone'] : ['-Zxz', '-z6'];
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', stage, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  console.log(file);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
