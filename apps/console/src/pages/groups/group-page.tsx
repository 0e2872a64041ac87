import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { unlessChangedSince, unwrap, unwrapVersioned, type Versioned } from '@netloom/api-client';
import type { JsonObject } from '@netloom/netjson';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import { VariablesEditor } from '../../editor/variables-editor.tsx';
import { useOrganization } from '../../frame/use-organization.ts';
import type { DeviceGroup } from '../../model/device-group.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { Columns } from '../../parts/columns.tsx';
import { DeleteButton } from '../../parts/delete-button.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { OrganizationSelect } from '../../parts/organization-select.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { useTemplateChoices } from '../../parts/template-choices.ts';
import { TemplatePicker } from '../../parts/template-picker.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';

interface GroupDocument {
  name: string;
  organization: string;
  description: string;
  templates: string[];
  context: JsonObject;
}

/** The id in the address of the page that makes a new group. */
const newGroup = 'new';

interface EditorProps {
  group?: Versioned<DeviceGroup>;
  saved: GroupDocument;
  onSaved: (group: Pick<DeviceGroup, 'id' | 'name'>) => void;
}

const GroupEditor = ({ group, saved, onSaved }: EditorProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const readOnly = !may(group ? 'change' : 'add', 'config.devicegroup');
  const draft = useDraft<GroupDocument>(`group.${group?.id ?? newGroup}`, saved, editedVersion(group?.etag));
  const { document, change } = draft;
  const [valid, setValid] = useState(true);
  const choices = useTemplateChoices({ organization: document.organization });
  const save = useMutation({
    mutationFn: () =>
      group
        ? unwrap(
            api.PATCH('/api/v1/controller/group/{id}/', {
              params: { path: { id: group.id }, header: unlessChangedSince(group.etag) },
              body: document,
            }),
          )
        : unwrap(api.POST('/api/v1/controller/group/', { body: document })),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['item', 'group', result.id] });
      await client.invalidateQueries({ queryKey: ['list', 'group'] });
      draft.discard();
      onSaved(result);
    },
  });
  const errors = fieldErrors(save.error);
  const error = (field: keyof GroupDocument) => {
    const messages = errors.get(field);
    return messages ? { error: messages.join(' ') } : {};
  };
  const elsewhere = save.error && !['name', 'organization', 'description'].some((field) => errors.has(field));
  return (
    <Stack gap="md">
      {elsewhere ? <ErrorAlert error={save.error} /> : null}
      <Columns>
        <Panel title={t('templates.settings')}>
          <Stack gap="sm">
            <TextInput
              label={t('groups.field.name')}
              required
              disabled={readOnly}
              value={document.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              {...error('name')}
            />
            <OrganizationSelect
              label={t('groups.field.organization')}
              required
              disabled={readOnly || group !== undefined}
              value={document.organization}
              onChange={(organization) => change({ organization: organization ?? '', templates: [] })}
              {...error('organization')}
            />
            <Textarea
              label={t('groups.field.description')}
              autosize
              minRows={2}
              disabled={readOnly}
              value={document.description}
              onChange={(event) => change({ description: event.currentTarget.value })}
              {...error('description')}
            />
          </Stack>
        </Panel>
        <Stack gap="md">
          <Panel title={t('groups.field.templates')}>
            <Text size="xs" c="dimmed" mb="xs">
              {t('groups.templatesHelp')}
            </Text>
            <TemplatePicker
              value={document.templates}
              onChange={(templates) => change({ templates })}
              choices={choices?.filter((template) => !template.required && !template.default)}
              readOnly={readOnly}
            />
          </Panel>
          <Panel title={t('groups.field.variables')}>
            <Text size="xs" c="dimmed" mb="xs">
              {t('groups.variablesHelp')}
            </Text>
            <VariablesEditor
              label={t('groups.field.variables')}
              value={document.context}
              onChange={(context) => change({ context })}
              onValid={setValid}
              readOnly={readOnly}
            />
          </Panel>
        </Stack>
      </Columns>
      {readOnly ? null : (
        <EditorBar
          draft={draft}
          submit={group ? t('common.save') : t('common.create')}
          busy={save.isPending}
          note={valid ? undefined : t('editor.cannotSave')}
          onSubmit={() => {
            if (valid) save.mutate();
          }}
        />
      )}
    </Stack>
  );
};

const list = (label: string) => ({ to: '/groups', label });

const ExistingGroup = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const {
    data: group,
    error,
    refetch,
  } = useQuery({
    queryKey: ['item', 'group', id],
    queryFn: async ({ signal }) =>
      (await unwrapVersioned(
        api.GET('/api/v1/controller/group/{id}/', { params: { path: { id } }, signal }),
      )) as Versioned<DeviceGroup>,
  });
  const saved = useMemo(
    () =>
      group && {
        name: group.name,
        organization: group.organization,
        description: group.description,
        templates: group.templates,
        context: group.context,
      },
    [group],
  );
  if (!group || !saved)
    return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <ThingPage
      list={list(t('groups.title'))}
      to={`/groups/${id}`}
      title={group.name}
      meta={
        <>
          <AnchorLink size="sm" to="/devices" search={{ group: id }}>
            {t('groups.showDevices')}
          </AnchorLink>
          <ChangedBy kind="group" id={id} />
        </>
      }
      actions={
        may('delete', 'config.devicegroup') ? (
          <DeleteButton
            kind="group"
            remove={() => unwrap(api.DELETE('/api/v1/controller/group/{id}/', { params: { path: { id } } }))}
            list="/groups"
            title={t('groups.delete.title', { name: group.name })}
            text={t('groups.delete.text')}
            done={t('groups.delete.done', { name: group.name })}
            name={group.name}
          />
        ) : null
      }
      tabs={[
        {
          id: 'edit',
          label: t('templates.settings'),
          content: (
            <GroupEditor
              key={id}
              group={group}
              saved={saved}
              onSaved={({ name }) => toast(t('groups.saved', { name }))}
            />
          ),
        },
      ]}
    />
  );
};

const NewGroup = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { organizations } = useSession();
  const organization = useOrganization()?.id ?? organizations[0]?.id ?? '';
  const saved = useMemo(
    () => ({ name: '', organization, description: '', templates: [], context: {} }),
    [organization],
  );
  return (
    <ThingPage
      list={list(t('groups.title'))}
      to="/groups/new"
      title={t('groups.newTitle')}
      tabs={[
        {
          id: 'edit',
          label: t('templates.settings'),
          content: (
            <GroupEditor
              saved={saved}
              onSaved={({ id, name }) => {
                toast(t('groups.created', { name }));
                void navigate({ to: `/groups/${id}` });
              }}
            />
          ),
        },
      ]}
    />
  );
};

export const GroupPage = () => {
  const { id = '' } = useParams({ strict: false });
  return id === newGroup ? <NewGroup /> : <ExistingGroup key={id} id={id} />;
};
