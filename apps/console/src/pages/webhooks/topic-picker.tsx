import { Checkbox, Collapse, Skeleton, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { unwrap } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import './topic-picker.css';
import { byKind, kindWords, toggleTopic, topicWords, type TopicKind } from './topic-words.ts';

interface Props {
  value: readonly string[];
  onChange: (topics: string[]) => void;
  readOnly: boolean;
  error?: string | undefined;
}

const Kind = ({ kind, wildcard, topics, value, onChange, readOnly }: TopicKind & Omit<Props, 'error'>) => {
  const { t } = useTranslation();
  const id = useId();
  const all = value.includes(wildcard);
  const chosen = topics.filter(({ name }) => value.includes(name)).length;
  const [opened, setOpened] = useState(all || chosen > 0);
  const toggle = (entry: string): void => onChange(toggleTopic(value, entry));
  return (
    <div className="topic-kind">
      <UnstyledButton
        className="topic-kind-head"
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {kindWords(kind)}
        <span className="topic-kind-count">
          {all ? t('webhooks.topics.all') : t('webhooks.topics.chosen', { count: chosen })}
        </span>
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <div className="topic-kind-body" role="group" aria-label={kindWords(kind)}>
          <Checkbox
            label={t('webhooks.topics.wildcard')}
            description={<span className="mono">{wildcard}</span>}
            disabled={readOnly}
            checked={all}
            onChange={() => toggle(wildcard)}
          />
          {topics.map((topic) => (
            <Checkbox
              key={topic.name}
              label={topicWords(topic)}
              description={<span className="mono">{topic.name}</span>}
              disabled={readOnly || all}
              checked={all || value.includes(topic.name)}
              onChange={() => toggle(topic.name)}
            />
          ))}
        </div>
      </Collapse>
    </div>
  );
};

/** The events that a webhook is told of, as the controller lists them. */
export const TopicPicker = ({ value, onChange, readOnly, error }: Props) => {
  const { t } = useTranslation();
  const known = useQuery({
    queryKey: ['webhook-topics'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/webhooks/topics/', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const everything = value.includes('*');
  if (known.error) return <ErrorAlert error={known.error} />;
  return (
    <Stack gap="sm">
      <Switch
        label={t('webhooks.topics.everything')}
        description={t('webhooks.topics.everythingText')}
        disabled={readOnly}
        checked={everything}
        onChange={() => onChange(toggleTopic(value, '*'))}
      />
      {known.data ? null : <Skeleton height={240} />}
      {everything || !known.data
        ? null
        : byKind(known.data.topics).map((kind) => (
            <Kind key={kind.kind} {...kind} value={value} onChange={onChange} readOnly={readOnly} />
          ))}
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      ) : null}
    </Stack>
  );
};
