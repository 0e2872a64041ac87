import {
  emptySecurity,
  securityTypes,
  type NetEntry,
  type NetSecurity,
} from '../../modules/network-config/net-config.ts';
import type { Dialogue } from './dialogue.ts';
import { interfaceRule, namespaceRule, passphraseRule, radioRule, ssidRule } from './input-rules.ts';

/** Asks for one interface of a configuration; `before` is what it is now. */
export const askEntry = async (dialogue: Dialogue, before?: NetEntry): Promise<NetEntry> => {
  const places = ['root', 'a namespace of its own'] as const;
  const place = await dialogue.choose(
    'Where',
    places,
    before === undefined ? undefined : places[before.namespace === undefined ? 0 : 1],
  );
  const namespace =
    place === 'root'
      ? undefined
      : await dialogue.ask('Namespace', { rule: namespaceRule, ...presetOf(before?.namespace) });
  const mode = await dialogue.choose('Mode', ['managed', 'monitor'], before?.mode ?? 'managed');
  const name = await dialogue.ask('Interface', {
    rule: interfaceRule,
    preset: before?.interface ?? 'wlan0',
  });
  const shown = await dialogue.ask('Name that it gets', {
    rule: interfaceRule,
    preset: before?.iface_display_name ?? name,
  });
  const phy = await dialogue.ask('Radio', { rule: radioRule, preset: before?.phy ?? 'phy0' });
  const security = mode === 'managed' ? await askSecurity(dialogue, before) : null;
  const defaultRoute =
    mode === 'managed' && (await dialogue.confirm('Default route', before?.default_route ?? false));
  const app = await dialogue.askOptional('App to start', before?.autostart_app);
  return {
    mode,
    iface_display_name: shown,
    phy,
    interface: name,
    security,
    mlo: before?.mlo ?? false,
    default_route: defaultRoute,
    autostart_app: app,
    ...(namespace === undefined ? {} : { namespace }),
  };
};

const presetOf = (preset: string | undefined): { preset?: string } =>
  preset === undefined ? {} : { preset };

const askSecurity = async (dialogue: Dialogue, before: NetEntry | undefined): Promise<NetSecurity | null> => {
  const known = before?.security ?? undefined;
  const type = await dialogue.choose(
    'Security',
    [...securityTypes, 'no Wi-Fi network'],
    before === undefined ? 'WPA2-PSK' : (known?.security ?? 'no Wi-Fi network'),
  );
  if (type === 'no Wi-Fi network') return null;
  const ssid = await dialogue.ask('SSID', { rule: ssidRule, ...presetOf(known?.ssid) });
  const psk = type.endsWith('-PSK') ? await askPassphrase(dialogue, known?.psk ?? undefined) : null;
  return { ...emptySecurity, ...known, ssid, security: type, psk };
};

/** The present passphrase is not shown. */
const askPassphrase = async (dialogue: Dialogue, known: string | undefined): Promise<string> => {
  if (known === undefined) return dialogue.ask('Passphrase', { rule: passphraseRule });
  const given = await dialogue.ask('Passphrase (empty: as it is)', {
    rule: (text) => (text === '' ? undefined : passphraseRule(text)),
  });
  return given === '' ? known : given;
};
