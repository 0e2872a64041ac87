import type { JsonObject } from '@netloom/netjson';
import { objectsIn, textOf, textOr } from '../../document-values.ts';
import type { LinuxRadio, LinuxWireless } from '../linux-manifest.ts';
import type { PlanContext } from './plan-context.ts';
import { isWorking, radioOf } from './plan-context.ts';

/** The country code of no country. */
export const WORLD = '00';

/** File of the daemon that serves the access points of one radio; it goes by the name of the first of them. */
export function hostapdPath(interfaceName: string): string {
  return `/etc/hostapd/${interfaceName}.conf`;
}

/** File of the daemon that serves one station. */
export function supplicantPath(interfaceName: string): string {
  return `/etc/wpa_supplicant/wpa_supplicant-${interfaceName}.conf`;
}

export function planWireless(
  entry: JsonObject,
  wireless: JsonObject,
  { disabledRadios, accessPoints }: PlanContext,
): LinuxWireless {
  const mode = wireless.mode === 'station' ? 'station' : 'access_point';
  const radio = textOf(wireless.radio);
  const [first] = accessPoints.get(radio) ?? [];
  const path =
    mode === 'station' ? supplicantPath(textOf(entry.name)) : hostapdPath(textOf(first?.name ?? entry.name));
  return {
    mode,
    radio,
    ssid: textOf(wireless.ssid),
    ...(isWorking(entry, disabledRadios) ? { config_file: path } : {}),
  };
}

/** The radios that a document describes. */
export function planRadios(document: JsonObject): LinuxRadio[] {
  const interfaces = Map.groupBy(objectsIn(document.interfaces), radioOf);
  return objectsIn(document.radios).map((radio) => {
    const name = textOf(radio.name);
    const country = textOr(radio.country, WORLD);
    return {
      name,
      ...(textOf(radio.phy) === '' ? {} : { phy: textOf(radio.phy) }),
      disabled: radio.disabled === true,
      ...(country === WORLD ? {} : { country }),
      ...(typeof radio.tx_power === 'number' ? { tx_power: radio.tx_power } : {}),
      interfaces: name === '' ? [] : (interfaces.get(name) ?? []).map((entry) => textOf(entry.name)),
    };
  });
}
