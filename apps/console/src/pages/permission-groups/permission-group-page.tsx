import { Alert, Badge, Stack, Text, TextInput } from '@mantine/core';
import { unlessChangedSince, unwrap, unwrapVersioned, type Versioned } from '@netloom/api-client';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import { walkList } from '../../api/walk-list.ts';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { useDraft } from '../../editor/use-draft.ts';
import {
  permissionIds,
  seededGroups,
  type Permission,
  type PermissionGroup,
} from '../../model/permission-group.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { DeleteButton } from '../../parts/delete-button.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';

interface GroupDocument {
  name: string;
  permissions: number[];
}

/** The id in the address of the page that makes a new group. */
const newGroup = 'new';

const model = 'openwisp_users.group';

interface EditorProps {
  group?: Versioned<PermissionGroup>;
  saved: GroupDocument;
  onSaved: (group: PermissionGroup) => void;
}

const PermissionsPanel = ({
  value,
  onChange,
  readOnly,
}: {
  value: readonly number[];
  onChange: (value: number[]) => void;
  readOnly: boolean;
}) => {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['permissions'],
    queryFn: ({ signal }) =>
      walkList<Permission>({ path: '/api/v1/users/permission/', query: { ordering: 'id' }, signal }),
    // They change with the modules of the installation.
    staleTime: 300_000,
  });
  return (
    <Panel title={t('permissionGroups.matrix')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('permissionGroups.matrixText')}
      </Text>
      {error ? <ErrorAlert error={error} /> : null}
      {data ? (
        <PermissionMatrix permissions={data} value={value} onChange={onChange} readOnly={readOnly} />
      ) : error ? null : (
        <PageSkeleton />
      )}
    </Panel>
  );
};

const GroupEditor = ({ group, saved, onSaved }: EditorProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const readOnly = !may(group ? 'change' : 'add', model);
  const draft = useDraft<GroupDocument>(
    `permission-group.${group?.id ?? newGroup}`,
    saved,
    editedVersion(group?.etag),
  );
  const { document, change } = draft;
  const save = useMutation({
    mutationFn: () =>
      group
        ? unwrap(
            api.PATCH('/api/v1/users/group/{id}/', {
              params: { path: { id: group.id }, header: unlessChangedSince(group.etag) },
              body: document,
            }),
          )
        : unwrap(api.POST('/api/v1/users/group/', { body: document })),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['item', 'permission-group', String(result.id)] });
      await client.invalidateQueries({ queryKey: ['list', 'permission-group'] });
      await client.invalidateQueries({ queryKey: ['choices', '/api/v1/users/group/'] });
      draft.discard();
      onSaved(result);
    },
  });
  const errors = fieldErrors(save.error);
  const wrong = errors.get('name');
  return (
    <Stack gap="md">
      {readOnly || (group && seededGroups.has(group.id)) ? (
        <Alert color="gray" variant="light" icon={<IconInfoCircle size={18} />}>
          {t(readOnly ? 'permissionGroups.readOnly' : 'permissionGroups.seededText')}
        </Alert>
      ) : null}
      {save.error && !wrong ? <ErrorAlert error={save.error} /> : null}
      <Panel title={t('permissionGroups.about')}>
        <TextInput
          label={t('permissionGroups.field.name')}
          required
          maw={420}
          disabled={readOnly}
          value={document.name}
          onChange={(event) => {
            save.reset();
            change({ name: event.currentTarget.value });
          }}
          {...(wrong ? { error: wrong.join(' ') } : {})}
        />
      </Panel>
      <PermissionsPanel
        value={document.permissions}
        onChange={(permissions) => change({ permissions })}
        readOnly={readOnly}
      />
      {readOnly ? null : (
        <EditorBar
          draft={draft}
          submit={group ? t('common.save') : t('common.create')}
          busy={save.isPending}
          onSubmit={() => save.mutate()}
        />
      )}
    </Stack>
  );
};

const list = (label: string) => ({ to: '/permission-groups', label });

const ExistingGroup = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const address = { params: { path: { id: Number(id) } } };
  const {
    data: group,
    error,
    refetch,
  } = useQuery({
    queryKey: ['item', 'permission-group', id],
    queryFn: ({ signal }) => unwrapVersioned(api.GET('/api/v1/users/group/{id}/', { ...address, signal })),
  });
  const saved = useMemo(() => group && { name: group.name, permissions: permissionIds(group) }, [group]);
  if (!group || !saved)
    return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  const { name } = group;
  return (
    <ThingPage
      list={list(t('permissionGroups.title'))}
      to={`/permission-groups/${id}`}
      title={name}
      marks={
        seededGroups.has(group.id) ? (
          <Badge variant="light" tt="none">
            {t('permissionGroups.seeded')}
          </Badge>
        ) : null
      }
      meta={
        <>
          {t('permissionGroups.count', { count: group.permissions.length })}
          {' · '}
          <AnchorLink size="sm" underline="always" to="/users" search={{ group: id }}>
            {t('permissionGroups.showUsers')}
          </AnchorLink>
          <ChangedBy kind="group" id={id} />
        </>
      }
      actions={
        may('delete', model) ? (
          <DeleteButton
            kind="permission-group"
            remove={() => unwrap(api.DELETE('/api/v1/users/group/{id}/', address))}
            list="/permission-groups"
            title={t('permissionGroups.delete.title', { name })}
            text={t('permissionGroups.delete.text')}
            done={t('permissionGroups.delete.done', { name })}
            name={name}
          />
        ) : null
      }
      tabs={[
        {
          id: 'edit',
          label: t('permissionGroups.about'),
          content: (
            <GroupEditor
              key={id}
              group={group}
              saved={saved}
              onSaved={(result) => toast(t('permissionGroups.saved', { name: result.name }))}
            />
          ),
        },
      ]}
    />
  );
};

const newDocument: GroupDocument = { name: '', permissions: [] };

const NewGroup = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <ThingPage
      list={list(t('permissionGroups.title'))}
      to={`/permission-groups/${newGroup}`}
      title={t('permissionGroups.newTitle')}
      tabs={[
        {
          id: 'edit',
          label: t('permissionGroups.about'),
          content: (
            <GroupEditor
              saved={newDocument}
              onSaved={({ id, name }) => {
                toast(t('permissionGroups.created', { name }));
                void navigate({ to: `/permission-groups/${id}` });
              }}
            />
          ),
        },
      ]}
    />
  );
};

export const PermissionGroupPage = () => {
  const { id = '' } = useParams({ strict: false });
  return id === newGroup ? <NewGroup /> : <ExistingGroup key={id} id={id} />;
};
