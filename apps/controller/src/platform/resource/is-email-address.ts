import { isIP } from 'node:net';
import { isDomainName } from './is-domain-name.ts';

const atom = "[\\w!#$%&'*+/=?^`{|}~-]+";
const plainName = new RegExp(`^${atom}(?:\\.${atom})*$`);
/** Control characters are left out: no mail system takes them. */
const quotedName = /^"(?:[!#-[\]-~]|\\[ -~])*"$/;

/** True for one e-mail address, `name@domain`; the name in ASCII, the domain also in another script or an IP address. */
export const isEmailAddress = (text: string): boolean => {
  const at = text.lastIndexOf('@');
  if (at < 0) return false;
  const [name, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (!plainName.test(name) && !quotedName.test(name)) return false;
  return domain === 'localhost' || isAddressLiteral(domain) || isDomainName(domain);
};

const isAddressLiteral = (domain: string): boolean => {
  const [, address = ''] = /^\[([\d.:a-f]+)\]$/i.exec(domain) ?? [];
  return isIP(address) !== 0;
};
