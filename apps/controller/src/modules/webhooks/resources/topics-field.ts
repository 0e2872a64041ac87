import { field, FieldError, type Field } from '../../../platform/resource/index.ts';
import { expandTopic, topics, wildcards } from '../topics.ts';

const mostTopics = 50;

/** The events that a webhook is told of: names, `device.*` for all of a kind, `*` for all. */
export const topicsField = <Row>(): Field<Row, string[]> => ({
  schema: {
    type: 'array',
    minItems: 1,
    maxItems: mostTopics,
    items: { type: 'string', enum: [...wildcards, ...Object.keys(topics)] },
    description: 'Names of events; `device.*` for all of a kind, `*` for all.',
  },
  required: true,
  read: (input, { isForm }) => {
    const items = Array.isArray(input) ? (input as unknown[]) : isForm ? [input] : undefined;
    if (!items) throw new FieldError('Expected a list of topics.');
    const entries = [...new Set(items.map((item) => field.readText(item, { max: 100 })))];
    if (entries.length === 0) throw new FieldError('Choose at least one topic.');
    if (entries.length > mostTopics) throw new FieldError(`Choose ${mostTopics} topics at most.`);
    const unknown = entries.filter((entry) => expandTopic(entry).length === 0);
    if (unknown.length > 0) throw new FieldError(unknown.map((entry) => `"${entry}" is not a known topic.`));
    return entries;
  },
});
