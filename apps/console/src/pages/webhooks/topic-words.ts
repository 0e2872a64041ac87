import type { i18n } from 'i18next';
import { humanize } from '../../schema-form/humanize.ts';

/** An event as the topics route tells of it. */
export interface TopicEntry {
  name: string;
  description: string;
}

export interface TopicKind {
  /** What stands before the dot. */
  kind: string;
  /** Stands for all of them. */
  wildcard: string;
  topics: TopicEntry[];
}

/** Topics by kind, in the order in which the controller has them. */
export const byKind = (topics: readonly TopicEntry[]): TopicKind[] =>
  [...Map.groupBy(topics, ({ name }) => name.split('.')[0] ?? '')].map(([kind, entries]) => ({
    kind,
    wildcard: `${kind}.*`,
    topics: entries,
  }));

/** `device-group.name-changed` as names of texts are written: `deviceGroup.nameChanged`. */
export const textName = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Exists for all that the console knows; what a newer controller adds is told in the controller's words. */
const textOr = ({ t, exists }: Pick<i18n, 't' | 'exists'>, key: string, otherwise: string): string =>
  exists(key) ? (t as (name: string) => string)(key) : otherwise;

export const kindWords = (i18n: i18n, kind: string): string =>
  textOr(i18n, `webhooks.topics.kind.${textName(kind)}`, humanize(kind));

export const topicWords = (i18n: i18n, { name, description }: TopicEntry): string =>
  textOr(i18n, `webhooks.topics.of.${textName(name)}`, description);

/** Chooses an entry or gives it up. A wildcard takes the place of what it stands for. */
export const toggleTopic = (chosen: readonly string[], entry: string): string[] => {
  if (chosen.includes(entry)) return chosen.filter((each) => each !== entry);
  if (entry === '*') return ['*'];
  const prefix = entry.endsWith('.*') ? entry.slice(0, -1) : undefined;
  return [...chosen.filter((each) => prefix === undefined || !each.startsWith(prefix)), entry];
};
