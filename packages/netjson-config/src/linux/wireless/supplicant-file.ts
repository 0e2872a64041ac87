import type { JsonObject } from '@netloom/netjson';
import { isJsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textOr } from '../../document-values.ts';
import type { LinuxFile, Settings } from '../linux-file.ts';
import { optionsOf } from '../linux-file.ts';
import { settingsOf } from '../networkd/ini-file.ts';
import type { PlanContext } from '../plan/plan-context.ts';
import { isWorking, radioOf } from '../plan/plan-context.ts';
import { WORLD, supplicantPath } from '../plan/plan-wireless.ts';
import { daemonText } from './daemon-text.ts';
import { supplicantProtection } from './supplicant-protection.ts';

const SECRET_MODE = 0o600;

/** The files of wpa_supplicant: one for each station. */
export function supplicantFiles({ document, disabledRadios }: PlanContext): LinuxFile[] {
  const countries = new Map(
    objectsIn(document.radios).map(({ name, country }) => [
      textOf(name),
      textOr(country, WORLD).toUpperCase(),
    ]),
  );
  return objectsIn(document.interfaces).flatMap((entry) => {
    const { wireless } = entry;
    if (!isJsonObject(wireless) || wireless.mode !== 'station' || !isWorking(entry, disabledRadios))
      return [];
    return [supplicantFile(textOf(entry.name), wireless, countries.get(radioOf(entry)) ?? WORLD)];
  });
}

function supplicantFile(name: string, wireless: JsonObject, country: string): LinuxFile {
  const settings = settingsOf([
    ['ctrl_interface', '/run/wpa_supplicant'],
    ['country', country === WORLD ? undefined : country],
  ]);
  const network = networkSettings(wireless);
  const lines = network.map(([key, value]) => `\t${key}=${value}\n`).join('');
  return {
    path: supplicantPath(name),
    purpose: 'wpa_supplicant',
    mode: SECRET_MODE,
    interface: name,
    contents: `${settings.map(([key, value]) => `${key}=${value}\n`).join('')}\nnetwork={\n${lines}}\n`,
    sections: [
      { type: 'global', name: 'global', options: optionsOf(settings) },
      { type: 'network', name: 'network', options: optionsOf(network) },
    ],
  };
}

function networkSettings(wireless: JsonObject): Settings {
  const bssid = textOf(wireless.bssid).toLowerCase().replaceAll('-', ':');
  return [
    ...settingsOf([
      ['ssid', daemonText(textOf(wireless.ssid))],
      ['scan_ssid', wireless.hidden === true ? 1 : undefined],
      ['bssid', bssid === '' ? undefined : bssid],
    ]),
    ...supplicantProtection(isJsonObject(wireless.encryption) ? wireless.encryption : {}),
  ];
}
