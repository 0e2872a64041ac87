import { ConfigurationError } from '../configuration-error.ts';
import type { NativeSection } from '../native-section.ts';
import { quoteUci } from './quote-uci.ts';

const PACKAGE_NAME = /^[A-Za-z0-9_-]+$/;
const NAME = /^[A-Za-z0-9_]+$/;

/**
 * Commands for a router's shell that bring sections about with the program `uci`, one a line, and commit their
 * packages. Options that the sections do not have stay as they are on the router; a list replaces the one there.
 *
 * @param sections of OpenWrt, e.g. from `Configuration.sections`
 * @throws ConfigurationError of kind `value` for a name that `uci` does not accept in a command, or a value with
 * control characters
 */
export function uciCommands(sections: readonly NativeSection[]): string {
  const packages = new Set(sections.map((section) => section.package));
  return [...sections.flatMap(sectionCommands), ...[...packages].map((name) => `uci commit ${name}`)].join(
    '\n',
  );
}

function sectionCommands({ package: packageName, type, name, options }: NativeSection): string[] {
  const section = `${checked(packageName, PACKAGE_NAME)}.${checked(name, NAME)}`;
  const commands = [`uci set ${section}=${quoteUci(checked(type, NAME))}`];
  for (const [key, value] of options) {
    const option = `${section}.${checked(key, NAME)}`;
    if (typeof value === 'string') commands.push(`uci set ${option}=${quoteUci(value)}`);
    else
      commands.push(
        `uci -q delete ${option}`,
        ...value.map((member) => `uci add_list ${option}=${quoteUci(member)}`),
      );
  }
  return commands;
}

function checked(name: string, pattern: RegExp): string {
  if (pattern.test(name)) return name;
  const message = `${JSON.stringify(name.slice(0, 60))} cannot be a name in a command of uci.`;
  throw new ConfigurationError('value', { path: [], message });
}
