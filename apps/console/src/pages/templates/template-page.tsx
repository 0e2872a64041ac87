import { ActionIcon, Badge, Menu, Text } from '@mantine/core';
import { apiAddress, unwrap } from '@netloom/api-client';
import { IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { formatCount } from '../../format/count.ts';
import { useOrganization } from '../../frame/use-organization.ts';
import type { Template } from '../../model/template.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { RenderedView } from '../../parts/rendered-view.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';
import { emptyTemplate, templateDocument } from './template-document.ts';
import { templateUse } from './template-use.ts';
import { newTemplate, useRenderedTemplate, useTemplate } from './use-template.ts';

const TemplateEditor = lazy(async () => {
  const { TemplateEditor: component } = await import('./template-editor.tsx');
  return { default: component };
});

const templateArchive = (id: string): string =>
  apiAddress('/api/v1/controller/template/{id}/configuration/', { path: { id } });

const DeleteDialog = ({ template, onClose }: { template: Template; onClose: () => void }) => {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const count = template.device_count ?? 0;
  const remove = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/v1/controller/template/{id}/', { params: { path: { id: template.id } } })),
    onSuccess: async () => {
      toast(t('templates.delete.done', { name: template.name }));
      await navigate({ to: '/templates' });
      client.removeQueries({ queryKey: ['item', 'template', template.id] });
      await client.invalidateQueries({ queryKey: ['list', 'template'] });
    },
  });
  return (
    <ConfirmDialog
      title={t('templates.delete.title', { name: template.name })}
      confirm={t('common.delete')}
      danger
      typed={{ label: t('common.typeName', { name: template.name }), text: template.name }}
      busy={remove.isPending}
      onCancel={onClose}
      onConfirm={() => remove.mutate()}
    >
      {remove.error ? <ErrorAlert error={remove.error} /> : null}
      <Text size="sm">
        {t('templates.delete.text', { count, formatted: formatCount(count, i18n.language) })}
      </Text>
    </ConfirmDialog>
  );
};

const TemplateActions = ({ template, mayDelete }: { template: Template; mayDelete: boolean }) => {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('common.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={templateArchive(template.id)}
            download
            leftSection={<IconDownload size={16} />}
          >
            {t('devices.action.download')}
          </Menu.Item>
          {mayDelete ? (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              c="var(--critical)"
              onClick={() => setDeleting(true)}
            >
              {t('common.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {deleting ? <DeleteDialog template={template} onClose={() => setDeleting(false)} /> : null}
    </>
  );
};

const TemplateRendered = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useRenderedTemplate(id, true);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return <RenderedView rendered={data} archive={templateArchive(id)} text={t('templates.renderedText')} />;
};

const UsedBy = ({ template }: { template: Template }) => {
  const { t, i18n } = useTranslation();
  const count = template.device_count ?? 0;
  const text = t('templates.usedBy', { count, formatted: formatCount(count, i18n.language) });
  if (count === 0) return text;
  return (
    <AnchorLink size="sm" underline="always" to="/devices" search={{ template: template.id }}>
      {text}
    </AnchorLink>
  );
};

const TemplateMarks = ({ template }: { template: Template }) => {
  const { t } = useTranslation();
  const use = templateUse(template);
  return (
    <>
      {use === 'optional' ? null : (
        <Badge variant="light" tt="none" title={t(`templates.useMeaning.${use}`)}>
          {t(`templates.use.${use}`)}
        </Badge>
      )}
      {template.type === 'vpn' ? (
        <Badge variant="light" color="gray" tt="none">
          {t('templates.type.vpn')}
        </Badge>
      ) : null}
    </>
  );
};

const ExistingTemplate = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const { user } = useSession();
  const may = useMay();
  const { data: template, error, refetch } = useTemplate(id);
  const saved = useMemo(() => template && templateDocument(template), [template]);
  if (!template || !saved) {
    return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  }
  // Shared templates are changed by superusers only.
  const writable = template.organization !== null || user.is_superuser;
  return (
    <ThingPage
      list={{ to: '/templates', label: t('templates.title') }}
      to={`/templates/${id}`}
      title={template.name}
      marks={<TemplateMarks template={template} />}
      meta={
        <>
          {template.organization === null ? t('common.shared') : template.organization_name} ·{' '}
          <UsedBy template={template} />
          <ChangedBy kind="template" id={id} />
        </>
      }
      actions={
        <TemplateActions template={template} mayDelete={writable && may('delete', 'config.template')} />
      }
      tabs={[
        {
          id: 'edit',
          label: t('templates.tab.edit'),
          content: (
            <TemplateEditor
              key={id}
              template={template}
              saved={saved}
              readOnly={!writable || !may('change', 'config.template')}
              onSaved={() => toast(t('templates.saved', { name: template.name }))}
            />
          ),
        },
        { id: 'rendered', label: t('templates.tab.rendered'), content: <TemplateRendered id={id} /> },
      ]}
    />
  );
};

const NewTemplate = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { organizations, user } = useSession();
  const chosen = useOrganization();
  const organization =
    chosen?.id ?? (user.is_superuser && organizations.length > 1 ? null : (organizations[0]?.id ?? null));
  const saved = useMemo(() => emptyTemplate(organization), [organization]);
  return (
    <ThingPage
      list={{ to: '/templates', label: t('templates.title') }}
      to={`/templates/${newTemplate}`}
      title={t('templates.newTitle')}
      tabs={[
        {
          id: 'edit',
          label: t('templates.tab.edit'),
          content: (
            <TemplateEditor
              saved={saved}
              readOnly={false}
              onSaved={(template) => {
                toast(t('templates.created', { name: template.name }));
                void navigate({ to: `/templates/${template.id}` });
              }}
            />
          ),
        },
      ]}
    />
  );
};

export const TemplatePage = () => {
  const { id = '' } = useParams({ strict: false });
  return id === newTemplate ? <NewTemplate /> : <ExistingTemplate key={id} id={id} />;
};
