/** A rule of the firewall, in the words of ufw. */
export interface FirewallRule {
  To: string;
  Action: string;
  From: string;
}

/** What ufw tells (device service, section 3.10). */
export interface FirewallStatus {
  /** `active` or `inactive`. */
  status: string;
  ports: FirewallRule[];
}

const actions = new Set(['ALLOW', 'DENY', 'REJECT', 'LIMIT']);

/**
 * Reads the output of `ufw status`: a line of the status, and below a line of dashes a rule in each line. Columns are
 * separated by blanks, and their texts may hold some: the first word that is an action divides a line. A direction
 * (`ALLOW IN`) is left at the beginning of From, where clients look for it. Undefined when there is no status.
 */
export const parseFirewallStatus = (output: string): FirewallStatus | undefined => {
  const status = /^Status: *(\S.*?) *$/m.exec(output)?.[1];
  if (status === undefined) return undefined;
  const lines = output.split('\n');
  const dashes = lines.findIndex((line) => /^--+ +--+ +--+ *$/.test(line));
  return { status, ports: dashes < 0 ? [] : lines.slice(dashes + 1).flatMap(parseRule) };
};

const parseRule = (line: string): FirewallRule[] => {
  const words = line.split(' ').filter((word) => word !== '');
  const at = words.findIndex((word, position) => position > 0 && actions.has(word));
  const action = words[at];
  if (action === undefined) return [];
  return [{ To: words.slice(0, at).join(' '), Action: action, From: words.slice(at + 1).join(' ') }];
};
