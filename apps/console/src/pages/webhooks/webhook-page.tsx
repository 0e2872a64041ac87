import { unwrap, unwrapVersioned } from '@netloom/api-client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { useOrganization } from '../../frame/use-organization.ts';
import type { Webhook } from '../../model/webhook.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DeleteButton } from '../../parts/delete-button.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { ReceiveTab } from './receive-tab.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookBadge } from './webhook-badge.tsx';
import { newWebhook, WebhookEditor } from './webhook-editor.tsx';
import type { WebhookDocument } from './webhook-fields.tsx';
import { WebhookNotices } from './webhook-notices.tsx';
import { TestButton, TestOutcome, useWebhookTest } from './webhook-test.tsx';

const documentOf = ({ name, url, organization, topics, enabled }: Webhook): WebhookDocument => ({
  name,
  url,
  organization,
  topics,
  enabled,
});

const ExistingWebhook = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const test = useWebhookTest(id);
  const {
    data: webhook,
    error,
    refetch,
  } = useQuery({
    queryKey: ['item', 'webhook', id],
    queryFn: ({ signal }) =>
      unwrapVersioned(api.GET('/api/v1/webhooks/webhook/{id}/', { params: { path: { id } }, signal })),
  });
  const saved = useMemo(() => webhook && documentOf(webhook), [webhook]);
  if (!webhook || !saved)
    return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  const { name } = webhook;
  return (
    <ThingPage
      list={{ to: '/webhooks', label: t('webhooks.title') }}
      to={`/webhooks/${id}`}
      title={name}
      marks={<WebhookBadge webhook={webhook} />}
      meta={
        <>
          <span className="mono">{webhook.url}</span>{' '}
          <CopyButton text={webhook.url} label={t('webhooks.field.url')} />
          <ChangedBy kind="webhook" id={id} />
        </>
      }
      actions={
        <>
          {may('change', 'webhooks.webhook') ? <TestButton test={test} /> : null}
          {may('delete', 'webhooks.webhook') ? (
            <DeleteButton
              kind="webhook"
              remove={() =>
                unwrap(api.DELETE('/api/v1/webhooks/webhook/{id}/', { params: { path: { id } } }))
              }
              list="/webhooks"
              title={t('webhooks.delete.title', { name })}
              text={t('webhooks.delete.text')}
              done={t('webhooks.delete.done', { name })}
              name={name}
            />
          ) : null}
        </>
      }
      notice={
        <>
          <TestOutcome test={test} />
          <WebhookNotices webhook={webhook} />
        </>
      }
      tabs={[
        {
          id: 'edit',
          label: t('webhooks.settings'),
          content: (
            <WebhookEditor
              key={id}
              webhook={webhook}
              saved={saved}
              onSaved={() => toast(t('webhooks.saved', { name }))}
            />
          ),
        },
        {
          id: 'deliveries',
          label: t('webhooks.deliveries.title'),
          content: <DeliveryList webhook={webhook} />,
        },
        { id: 'receive', label: t('webhooks.receive.title'), content: <ReceiveTab /> },
      ]}
    />
  );
};

const NewWebhook = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { organizations } = useSession();
  const organization = useOrganization()?.id ?? organizations[0]?.id ?? null;
  const [made, setMade] = useState<Pick<Webhook, 'id' | 'name' | 'secret'>>();
  const saved = useMemo<WebhookDocument>(
    () => ({ name: '', url: '', organization, topics: [], enabled: true }),
    [organization],
  );
  return (
    <>
      <ThingPage
        list={{ to: '/webhooks', label: t('webhooks.title') }}
        to={`/webhooks/${newWebhook}`}
        title={t('webhooks.newTitle')}
        tabs={[
          {
            id: 'edit',
            label: t('webhooks.settings'),
            content: <WebhookEditor saved={saved} onSaved={setMade} />,
          },
        ]}
      />
      {made ? (
        <SecretDialog
          secret={made.secret ?? ''}
          onKept={() => {
            toast(t('webhooks.created', { name: made.name }));
            void navigate({ to: `/webhooks/${made.id}` });
          }}
        />
      ) : null}
    </>
  );
};

export const WebhookPage = () => {
  const { id = '' } = useParams({ strict: false });
  return id === newWebhook ? <NewWebhook /> : <ExistingWebhook key={id} id={id} />;
};
