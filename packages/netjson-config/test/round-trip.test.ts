import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ConfigurationInput, JsonObject } from '../src/index.ts';
import { createConfiguration, parseNative } from '../src/index.ts';
import { RUNS, RUNS_TIMEOUT, seedProperties } from './support/property-runs.ts';
import { openvpnDocument, readableDocument, zerotierDocument } from './support/readable-documents.ts';

vi.setConfig({ testTimeout: RUNS_TIMEOUT });
seedProperties();

const OPENWRT = 'netjsonconfig.OpenWrt';
const OPENWISP = 'netjsonconfig.OpenWisp';
const OPENVPN = 'openwisp_controller.vpn_backends.OpenVpn';
const ZEROTIER = 'openwisp_controller.vpn_backends.ZeroTier';

type Syntax = Pick<ConfigurationInput, 'dsa'>;

describe('native configuration that was read is written as it was', () => {
  /** Writes a configuration, as text or as an archive, reads it, and writes it again. */
  function expectSame(backend: string, config: JsonObject, asArchive: boolean, syntax: Syntax = {}): void {
    const configuration = createConfiguration(backend, { ...syntax, config });
    const text = configuration.render({ files: false });
    const native = asArchive ? configuration.tar() : text;
    expect(createConfiguration(backend, { ...syntax, native }).render()).toBe(text);
  }

  test('OpenWrt, in both syntaxes', () => {
    fc.assert(
      fc.property(readableDocument, fc.boolean(), fc.boolean(), (config, dsa, asArchive) => {
        expectSame(OPENWRT, config, asArchive, { dsa });
      }),
      RUNS,
    );
  });

  test('OpenWISP Firmware 1.x', () => {
    fc.assert(
      fc.property(readableDocument, fc.boolean(), (document, asArchive) => {
        const config = { ...document, general: document.general ?? { hostname: 'legacy' } };
        expectSame(OPENWISP, config, asArchive);
      }),
      RUNS,
    );
  });

  test.each([
    [OPENVPN, openvpnDocument],
    [ZEROTIER, zerotierDocument],
  ])('%s', (backend, documents) => {
    fc.assert(
      fc.property(documents, fc.boolean(), (config, asArchive) => {
        expectSame(backend, config, asArchive);
      }),
      RUNS,
    );
  });

  test('a compressed archive', () => {
    const configuration = createConfiguration(OPENWRT, { config: { general: { hostname: 'ap' } } });
    const native = configuration.generate();
    expect(createConfiguration(OPENWRT, { native }).render()).toBe(configuration.render());
  });
});

describe('a document that was read renders to the text it came from', () => {
  test('OpenWrt', () => {
    fc.assert(
      fc.property(readableDocument, (config) => {
        const text = createConfiguration(OPENWRT, { config }).render({ files: false });
        const read: JsonObject = parseNative(OPENWRT, text);
        expect(createConfiguration(OPENWRT, { config: read }).render({ files: false })).toBe(text);
      }),
      RUNS,
    );
  });

  test(ZEROTIER, () => {
    fc.assert(
      fc.property(zerotierDocument, (config) => {
        const text = createConfiguration(ZEROTIER, { config }).render();
        expect(createConfiguration(ZEROTIER, { config: parseNative(ZEROTIER, text) }).render()).toBe(text);
      }),
      RUNS,
    );
  });
});
