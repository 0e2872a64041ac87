// `npm run package:device`: builds the Debian package of the device service (device-package/build-package.mjs).
import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './run.mjs';

ensureInstalled();
// Types are stripped by Node itself, which still calls that an experiment.
const flags = ['--disable-warning=ExperimentalWarning'];
process.exit(await run('scripts/device-package/build-package.mjs', process.argv.slice(2), { flags }));
