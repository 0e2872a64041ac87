import { Stack, Text } from '@mantine/core';
import { unlessChangedSince, unwrap, type Versioned } from '@netloom/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import type { Topic, Webhook } from '../../model/webhook.ts';
import { Columns } from '../../parts/columns.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useMay } from '../../session/session-context.ts';
import { SecretPanel } from './secret-panel.tsx';
import { TopicPicker } from './topic-picker.tsx';
import { WebhookFields, type WebhookDocument } from './webhook-fields.tsx';

/** The id in the address of the page that makes a new webhook. */
export const newWebhook = 'new';

interface Props {
  webhook?: Versioned<Webhook>;
  saved: WebhookDocument;
  onSaved: (webhook: Pick<Webhook, 'id' | 'name' | 'secret'>) => void;
}

const save = async (
  webhook: Versioned<Webhook> | undefined,
  { organization, ...content }: WebhookDocument,
): Promise<Pick<Webhook, 'id' | 'name' | 'secret'>> => {
  if (!webhook) return unwrap(api.POST('/api/v1/webhooks/webhook/', { body: { ...content, organization } }));
  return unwrap(
    api.PATCH('/api/v1/webhooks/webhook/{id}/', {
      params: { path: { id: webhook.id }, header: unlessChangedSince(webhook.etag) },
      body: content,
    }),
  );
};

/** What a webhook is and what it is told of. */
export const WebhookEditor = ({ webhook, saved, onSaved }: Props) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const readOnly = !may(webhook ? 'change' : 'add', 'webhooks.webhook');
  const key = `webhook.${webhook?.id ?? newWebhook}`;
  const draft = useDraft<WebhookDocument>(key, saved, editedVersion(webhook?.etag));
  const { document, change } = draft;
  const saving = useMutation({
    mutationFn: () => save(webhook, document),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['item', 'webhook', result.id] });
      await client.invalidateQueries({ queryKey: ['list', 'webhook'] });
      draft.discard();
      onSaved(result);
    },
  });
  const errors = fieldErrors(saving.error);
  const elsewhere = saving.error && !Object.keys(document).some((field) => errors.has(field));
  const withoutTopics = document.topics.length === 0;
  return (
    <Stack gap="md">
      {elsewhere ? <ErrorAlert error={saving.error} /> : null}
      <Columns>
        <Panel title={t('webhooks.field.topics')}>
          <Text size="sm" c="dimmed" mb="sm">
            {t('webhooks.topics.text')}
          </Text>
          <TopicPicker
            value={document.topics}
            onChange={(topics) => change({ topics: topics as Topic[] })}
            readOnly={readOnly}
            error={errors.get('topics')?.join(' ')}
          />
        </Panel>
        <Stack gap="md">
          <Panel title={t('webhooks.settings')}>
            <WebhookFields
              document={document}
              onChange={change}
              errors={errors}
              readOnly={readOnly}
              isNew={webhook === undefined}
            />
          </Panel>
          {webhook && !readOnly ? <SecretPanel webhook={webhook} /> : null}
        </Stack>
      </Columns>
      {readOnly ? null : (
        <EditorBar
          draft={draft}
          submit={webhook ? t('common.save') : t('common.create')}
          busy={saving.isPending}
          note={withoutTopics ? t('webhooks.topics.choose') : undefined}
          onSubmit={() => {
            if (!withoutTopics) saving.mutate();
          }}
        />
      )}
    </Stack>
  );
};
