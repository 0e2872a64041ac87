import { Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../model/webhook.ts';
import { OrganizationSelect } from '../../parts/organization-select.tsx';

/** What is edited of a webhook. */
export interface WebhookDocument {
  name: string;
  url: string;
  organization: string | null;
  topics: Topic[];
  enabled: boolean;
}

interface Props {
  document: WebhookDocument;
  onChange: (changes: Partial<WebhookDocument>) => void;
  errors: ReadonlyMap<string, string[]>;
  readOnly: boolean;
  isNew: boolean;
}

/** Everything about a webhook but its topics. */
export const WebhookFields = ({ document, onChange, errors, readOnly, isNew }: Props) => {
  const { t } = useTranslation();
  const error = (field: keyof WebhookDocument) => {
    const messages = errors.get(field);
    return messages ? { error: messages.join(' ') } : {};
  };
  return (
    <Stack gap="sm">
      <TextInput
        label={t('webhooks.field.name')}
        description={t('webhooks.help.name')}
        required
        disabled={readOnly}
        value={document.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        {...error('name')}
      />
      <TextInput
        type="url"
        label={t('webhooks.field.url')}
        description={t('webhooks.help.url')}
        required
        disabled={readOnly}
        value={document.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
        {...error('url')}
      />
      <OrganizationSelect
        label={t('webhooks.field.organization')}
        description={isNew ? t('webhooks.help.organization') : t('webhooks.help.organizationFixed')}
        required
        shareable
        sharedLabel={t('webhooks.allOrganizations')}
        disabled={readOnly || !isNew}
        value={document.organization}
        onChange={(organization) => onChange({ organization })}
        {...error('organization')}
      />
      <Switch
        label={t('webhooks.field.enabled')}
        description={t('webhooks.help.enabled')}
        disabled={readOnly}
        checked={document.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        {...error('enabled')}
      />
    </Stack>
  );
};
