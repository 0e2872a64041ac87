import { Stack } from '@mantine/core';
import { unlessChangedSince, unwrap, unwrapVersioned, type Versioned } from '@netloom/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { editedVersion } from '../../api/edited-version.ts';
import { fieldErrors } from '../../api/field-errors.ts';
import { EditorBar } from '../../editor/editor-bar.tsx';
import { sameJson } from '../../editor/same-json.ts';
import { useDraft } from '../../editor/use-draft.ts';
import type { Organization, OrganizationSettings } from '../../model/organization.ts';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { Columns } from '../../parts/columns.tsx';
import { DeleteButton } from '../../parts/delete-button.tsx';
import { ErrorAlert } from '../../parts/error-alert.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { toast } from '../../parts/toast.ts';
import { useMay, useSession } from '../../session/session-context.ts';
import { ThingPage } from '../../thing/thing-page.tsx';
import { OrganizationPeople } from '../people/organization-people.tsx';
import { JoiningPanel, type SettingsDocument } from './joining-panel.tsx';
import { OrganizationFields, type OrganizationDocument } from './organization-fields.tsx';
import { useOrganizationSettings } from './use-organization-settings.ts';

/** The id in the address of the page that makes a new organization. */
const newOrganization = 'new';

/** What the detail does not tell by itself. */
const extraFields = 'second_factor_required';

interface EditedOrganization {
  facts: OrganizationDocument;
  settings: SettingsDocument | undefined;
}

const emptyFacts: OrganizationDocument = {
  name: '',
  slug: '',
  is_active: true,
  description: '',
  email: '',
  url: '',
  second_factor_required: false,
};

const factsOf = ({
  name,
  slug,
  is_active,
  description,
  email,
  url,
  second_factor_required = false,
}: Organization): OrganizationDocument => ({
  name,
  slug,
  is_active,
  description,
  email,
  url,
  second_factor_required,
});

const settingsOf = (settings: OrganizationSettings): SettingsDocument => ({
  registration_enabled: settings.registration_enabled,
  shared_secret: settings.shared_secret,
  context: settings.context,
  device_limit: settings.device_limit,
});

type SavedOrganization = Pick<Organization, 'id' | 'name'>;

interface EditorProps {
  organization?: Versioned<Organization> | undefined;
  /** Version of the settings. */
  settingsTag?: string | undefined;
  saved: EditedOrganization;
  onSaved: (organization: SavedOrganization) => void;
}

/** Saves what has changed, the organization first: without it there are no settings. */
const save = async (
  { organization, settingsTag }: Pick<EditorProps, 'organization' | 'settingsTag'>,
  { facts, settings }: EditedOrganization,
  saved: EditedOrganization,
): Promise<SavedOrganization> => {
  const unchanged = organization !== undefined && sameJson(facts, saved.facts);
  const result = unchanged
    ? organization
    : organization
      ? await unwrap(
          api.PATCH('/api/v1/users/organization/{id}/', {
            params: { path: { id: organization.id }, header: unlessChangedSince(organization.etag) },
            body: facts,
          }),
        )
      : await unwrap(api.POST('/api/v1/users/organization/', { body: facts }));
  if (settings && !sameJson(settings, saved.settings)) {
    await unwrap(
      api.PATCH('/api/v1/controller/organization/{id}/settings/', {
        params: { path: { id: result.id }, header: unlessChangedSince(settingsTag) },
        body: settings,
      }),
    );
  }
  return result;
};

const OrganizationEditor = ({ organization, settingsTag, saved, onSaved }: EditorProps) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay();
  const readOnly = !may(organization ? 'change' : 'add', 'openwisp_users.organization');
  const draft = useDraft(
    `organization.${organization?.id ?? newOrganization}`,
    saved,
    editedVersion(organization?.etag) + editedVersion(settingsTag),
  );
  const { facts, settings } = draft.document;
  const [valid, setValid] = useState(true);
  const saving = useMutation({
    mutationFn: () => save({ organization, settingsTag }, draft.document, saved),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: ['item', 'organization', result.id] });
      await client.invalidateQueries({ queryKey: ['list', 'organization'] });
      // Names in the switch and in choices come with the session.
      await client.invalidateQueries({ queryKey: ['session'] });
      draft.discard();
      onSaved(result);
    },
  });
  const errors = fieldErrors(saving.error);
  const shown = [...Object.keys(facts), ...Object.keys(settings ?? {})];
  return (
    <Stack gap="md">
      {saving.error && !shown.some((field) => errors.has(field)) ? <ErrorAlert error={saving.error} /> : null}
      <Columns>
        <Panel title={t('organizations.about')}>
          <OrganizationFields
            document={facts}
            onChange={(changes) => draft.change({ facts: { ...facts, ...changes } })}
            errors={errors}
            readOnly={readOnly}
            isNew={organization === undefined}
          />
        </Panel>
        {settings ? (
          <JoiningPanel
            document={settings}
            onChange={(changes) => draft.change({ settings: { ...settings, ...changes } })}
            errors={errors}
            onValid={setValid}
            readOnly={!may('change', 'config.organizationconfigsettings')}
          />
        ) : null}
      </Columns>
      <EditorBar
        draft={draft}
        submit={organization ? t('common.save') : t('common.create')}
        busy={saving.isPending}
        note={valid ? undefined : t('editor.cannotSave')}
        onSubmit={() => {
          if (valid) saving.mutate();
        }}
      />
    </Stack>
  );
};

const ExistingOrganization = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const may = useMay();
  const { modules } = useSession();
  const withSettings = modules.includes('configuration') && may('view', 'config.organizationconfigsettings');
  const {
    data: organization,
    error,
    refetch,
  } = useQuery({
    queryKey: ['item', 'organization', id],
    queryFn: async ({ signal }) => {
      const path = { id };
      const [known, extra] = await Promise.all([
        unwrapVersioned(api.GET('/api/v1/users/organization/{id}/', { params: { path }, signal })),
        unwrap(
          api.GET('/api/v1/users/organization/{id}/', {
            params: { path, query: { fields: extraFields } },
            signal,
          }),
        ),
      ]);
      return { ...known, ...extra };
    },
  });
  const settings = useOrganizationSettings(id, withSettings);
  const saved = useMemo(
    () =>
      organization && { facts: factsOf(organization), settings: settings.data && settingsOf(settings.data) },
    [organization, settings.data],
  );
  const failure = error ?? settings.error;
  if (failure) return <PageError error={failure} onRetry={() => void refetch()} />;
  if (!organization || !saved || (withSettings && !settings.data)) return <PageSkeleton />;
  return (
    <ThingPage
      list={{ to: '/organizations', label: t('organizations.title') }}
      to={`/organizations/${id}`}
      title={organization.name}
      marks={
        <HealthBadge
          health={organization.is_active ? 'ok' : 'deactivated'}
          word={t(`organizations.state.${organization.is_active ? 'active' : 'inactive'}`)}
        />
      }
      meta={
        <>
          <AnchorLink size="sm" to="/devices" search={{ org: organization.slug }}>
            {t('organizations.showDevices')}
          </AnchorLink>
          <ChangedBy kind="organization" id={id} />
        </>
      }
      actions={
        may('delete', 'openwisp_users.organization') ? (
          <DeleteButton
            kind="organization"
            remove={() =>
              unwrap(api.DELETE('/api/v1/users/organization/{id}/', { params: { path: { id } } }))
            }
            list="/organizations"
            title={t('organizations.delete.title', { name: organization.name })}
            text={t('organizations.delete.text')}
            done={t('organizations.delete.done', { name: organization.name })}
            name={organization.name}
          />
        ) : null
      }
      tabs={[
        {
          id: 'edit',
          label: t('organizations.about'),
          content: (
            <OrganizationEditor
              key={id}
              organization={organization}
              settingsTag={settings.data?.etag}
              saved={saved}
              onSaved={({ name }) => toast(t('organizations.saved', { name }))}
            />
          ),
        },
        ...(may('view', 'openwisp_users.organizationuser')
          ? [{ id: 'people', label: t('people.title'), content: <OrganizationPeople id={id} /> }]
          : []),
      ]}
    />
  );
};

const newDocument: EditedOrganization = { facts: emptyFacts, settings: undefined };

const NewOrganization = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <ThingPage
      list={{ to: '/organizations', label: t('organizations.title') }}
      to="/organizations/new"
      title={t('organizations.newTitle')}
      tabs={[
        {
          id: 'edit',
          label: t('organizations.about'),
          content: (
            <OrganizationEditor
              saved={newDocument}
              onSaved={({ id, name }) => {
                toast(t('organizations.created', { name }));
                void navigate({ to: `/organizations/${id}` });
              }}
            />
          ),
        },
      ]}
    />
  );
};

export const OrganizationPage = () => {
  const { id = '' } = useParams({ strict: false });
  return id === newOrganization ? <NewOrganization /> : <ExistingOrganization key={id} id={id} />;
};
