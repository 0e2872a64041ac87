import { knownText } from '../../i18n/known-text.ts';
import { textName } from '../../i18n/text-name.ts';
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

export const kindWords = (kind: string): string =>
  knownText(`webhooks.topics.kind.${textName(kind)}`, humanize(kind));

/** What a topic means; what a newer controller adds is told in its own words. */
export const topicWords = ({ name, description }: TopicEntry): string =>
  knownText(`webhooks.topics.of.${textName(name)}`, description);

/** Chooses an entry or gives it up. A wildcard takes the place of what it stands for. */
export const toggleTopic = (chosen: readonly string[], entry: string): string[] => {
  if (chosen.includes(entry)) return chosen.filter((each) => each !== entry);
  if (entry === '*') return ['*'];
  const prefix = entry.endsWith('.*') ? entry.slice(0, -1) : undefined;
  return [...chosen.filter((each) => prefix === undefined || !each.startsWith(prefix)), entry];
};
