// Loads the device service without starting it, so that Node keeps the files without their types: stripping them takes
// 30 MB, which a service that does it itself never gives back.
await import('../apps/device/src/cli/serve.ts');
await import('../apps/device/src/app.ts');
// The program itself, which then has nothing to do but to tell its version, to nobody.
process.argv = [process.argv[0], 'netloom-device', '--version'];
process.stdout.write = () => true;
await import('../apps/device/src/main.ts');
