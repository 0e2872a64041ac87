import { createRequire } from 'node:module';
import type { dictionary } from '@zxcvbn-ts/language-common';

/** What the list of passwords lacks, or has far down: words of this trade, and rows of letters and keys. Lower case. */
const words = `
abc abcd abcdef abcdefg abcdefgh adm administrator cisco config enable helpdesk linksys login mikrotik netgear openwrt
passphrase passw qwer qwertz radius raspberry root router superuser telecom temporary toor ubnt ubuntu unifi vodafone
wallpaper wifi wireless wlan xbox zaq1zaq1`;

/** So many of the most frequent passwords are found with digits and signs around them as well. */
const frequent = 10_000;
/** Shorter ones are found in too much. */
const shortestCore = 4;

interface Lists {
  /** Passwords that became public, about 50,000. */
  all: ReadonlySet<string>;
  /** What a password must not be made of. */
  cores: ReadonlySet<string>;
}

let lists: Lists | undefined;

/** Read with the first new password, which takes some milliseconds and megabytes: most processes see none. */
const loadLists = (): Lists => {
  if (lists) return lists;
  const common = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
    dictionary: typeof dictionary;
  };
  // In the order of how many people had it.
  const passwords = common.dictionary['passwords-common'];
  const cores = passwords.slice(0, frequent).filter((word) => word.length >= shortestCore);
  lists = { all: new Set(passwords), cores: new Set([...cores, ...words.trim().split(/\s+/)]) };
  return lists;
};

/** Digits and signs that stand for letters: `p@ssw0rd`. */
const standIns: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const sequences = '01234567890 98765432109 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm';

/**
 * True for passwords that are among the first to be tried: one of a list of passwords that became public; a frequent
 * one of them, however written, with a few digits or signs around it or repeated; a few characters over and over; a run
 * along the alphabet, the digits or the keyboard.
 */
export const isCommonPassword = (password: string): boolean => {
  const text = password.toLowerCase().trim();
  if (isRepeated(text) || (text.length >= 4 && sequences.includes(text))) return true;
  const { all, cores } = loadLists();
  if (all.has(text)) return true;
  const core = text.replaceAll(/^[^a-z@$]{0,4}|[^a-z]{0,5}$/g, '');
  return [text, core, plain(text), plain(core), unrepeated(core)].some((spelling) => cores.has(spelling));
};

const plain = (text: string): string => text.replaceAll(/[01345@$!7]/g, (sign) => standIns[sign] ?? sign);

/** `passwordpassword` is as easy as `password`. */
const unrepeated = (text: string): string => /^(.{3,}?)\1+$/.exec(text)?.[1] ?? text;

/** `12341234`, `abcabcab`, `aaaaaaaa1!` */
const isRepeated = (text: string): boolean => /^(?:(.{1,4})\1+|(.{1,3})\2{2,}.{0,2})$/.test(text);
