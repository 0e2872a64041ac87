import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../src/index.ts';
import { createConfiguration, parseNative } from '../src/index.ts';
import { openvpnDocument, readableDocument, zerotierDocument } from './support/readable-documents.ts';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });

const OPENWRT = 'netjsonconfig.OpenWrt';
const OPENWISP = 'netjsonconfig.OpenWisp';
const OPENVPN = 'openwisp_controller.vpn_backends.OpenVpn';
const ZEROTIER = 'openwisp_controller.vpn_backends.ZeroTier';

describe('native configuration that was read is written as it was', () => {
  test('OpenWrt, in both syntaxes', () => {
    fc.assert(
      fc.property(readableDocument, fc.boolean(), (config, dsa) => {
        const text = createConfiguration(OPENWRT, { config, dsa }).render({ files: false });
        expect(createConfiguration(OPENWRT, { native: text, dsa }).render()).toBe(text);
      }),
      { numRuns: 10_000 },
    );
  }, 240_000);

  test('OpenWrt archives', () => {
    fc.assert(
      fc.property(readableDocument, (config) => {
        const configuration = createConfiguration(OPENWRT, { config });
        const native = configuration.generate();
        expect(createConfiguration(OPENWRT, { native }).render()).toBe(
          configuration.render({ files: false }),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('OpenWISP Firmware 1.x, as text and as archive', () => {
    fc.assert(
      fc.property(readableDocument, (document) => {
        const config = { ...document, general: document.general ?? { hostname: 'legacy' } };
        const configuration = createConfiguration(OPENWISP, { config });
        const text = configuration.render({ files: false });
        expect(createConfiguration(OPENWISP, { native: text }).render()).toBe(text);
        expect(createConfiguration(OPENWISP, { native: configuration.generate() }).render()).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [OPENVPN, openvpnDocument],
    [ZEROTIER, zerotierDocument],
  ])('%s, as text and as archive', (backend, documents) => {
    fc.assert(
      fc.property(documents, (config) => {
        const configuration = createConfiguration(backend, { config });
        const text = configuration.render();
        expect(createConfiguration(backend, { native: text }).render()).toBe(text);
        expect(createConfiguration(backend, { native: configuration.generate() }).render()).toBe(text);
      }),
      { numRuns: 1000 },
    );
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
      { numRuns: 2000 },
    );
  });

  test(ZEROTIER, () => {
    fc.assert(
      fc.property(zerotierDocument, (config) => {
        const text = createConfiguration(ZEROTIER, { config }).render();
        expect(createConfiguration(ZEROTIER, { config: parseNative(ZEROTIER, text) }).render()).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
