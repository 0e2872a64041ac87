import { SettingsError } from '@netloom/server-kit';

/** How to tell the syntax of a firmware that does not name its OpenWrt version. */
export interface DsaRules {
  /** Regular expressions for names of firmware that uses the syntax of OpenWrt 21 and later. */
  newer: readonly string[];
  /** The same for older ones. */
  older: readonly string[];
  /** What counts when nothing else tells. */
  fallback: boolean;
}

/** First release that describes bridges and VLANs in device blocks ("DSA syntax"). */
const firstDsaRelease = 21;

/**
 * Whether a device takes the syntax of OpenWrt 21 and later, judged by what it says about its firmware:
 * `OpenWrt 23.05.3 r23809-234f1a2efa`.
 */
export const usesDsaSyntax = (os: string, rules: DsaRules): boolean => {
  if (os === '') return rules.fallback;
  const release = /openwrt\s+(\d{1,6})/i.exec(os)?.[1];
  if (release !== undefined) return Number(release) >= firstDsaRelease;
  const matches = (pattern: string): boolean => new RegExp(pattern).test(os);
  if (rules.newer.some(matches)) return true;
  if (rules.older.some(matches)) return false;
  return rules.fallback;
};

/**
 * Reads the setting `dsaOsMapping`: `{"netjsonconfig.OpenWrt": {">=21.02": ["…"], "<21.02": ["…"]}}`.
 *
 * @throws SettingsError for another shape or a malformed regular expression.
 */
export const readDsaRules = (settings: {
  dsaOsMapping: Readonly<Record<string, unknown>>;
  dsaDefaultFallback: boolean;
}): DsaRules => {
  const mapping = settings.dsaOsMapping['netjsonconfig.OpenWrt'] ?? {};
  const patterns = (key: string): string[] => {
    const list = (mapping as Record<string, unknown>)[key] ?? [];
    if (Array.isArray(list) && list.every(isPattern)) return list;
    throw new SettingsError(
      `NETLOOM_DSA_OS_MAPPING: ${JSON.stringify(list)} is not allowed under "${key}": it must be a list of regular expressions`,
    );
  };
  return { newer: patterns('>=21.02'), older: patterns('<21.02'), fallback: settings.dsaDefaultFallback };
};

const isPattern = (value: unknown): value is string => {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value) instanceof RegExp;
  } catch {
    return false;
  }
};
