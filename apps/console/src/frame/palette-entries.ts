import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconRouter, IconTemplate, IconUser, type TablerIcon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ListPath } from '@netloom/api-client';
import { listPage } from '../api/list-page.ts';
import type { DeviceRow } from '../model/device.ts';
import { deviceStatus, type DeviceStatus } from '../model/health.ts';
import type { ModelName } from '../model/session.ts';
import type { TemplateRow } from '../model/template.ts';
import { personName, type UserRow } from '../model/user.ts';
import { useMay, useSession } from '../session/session-context.ts';
import { visiblePages } from './navigation.ts';
import { useOrganization } from './use-organization.ts';

/** Something that the palette leads to. */
export interface PaletteEntry {
  id: string;
  group: 'devices' | 'templates' | 'users' | 'pages' | 'actions';
  label: string;
  description?: string;
  status?: DeviceStatus;
  icon: TablerIcon;
  to: string;
}

/** Objects of each kind that are offered; the list has the others. */
const most = 6;
/** Letters from which on the controller is asked. */
const shortest = 2;

const useFound = <Row>(
  path: ListPath,
  { fields, ordering = 'name' }: { fields: string; ordering?: string },
  search: string,
  enabled: boolean,
): { rows: Row[]; busy: boolean } => {
  const organization = useOrganization()?.slug;
  const wanted = enabled && search.length >= shortest;
  const { data, isFetching } = useQuery({
    queryKey: ['palette', path, search, organization],
    queryFn: ({ signal }) =>
      listPage<Row>(
        path,
        { search, fields, ordering, cursor: '', page_size: most, organization_slug: organization },
        signal,
      ),
    enabled: wanted,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { rows: wanted ? (data?.results ?? []) : [], busy: isFetching };
};

/** What can be made, and the permission that it needs. */
const makers = [
  { to: '/devices/add', label: 'devices.add', model: 'config.device' },
  { to: '/templates/new', label: 'templates.add', model: 'config.template' },
  { to: '/groups/new', label: 'groups.add', model: 'config.devicegroup' },
  { to: '/users/new', label: 'users.add', model: 'openwisp_users.user' },
  { to: '/permission-groups/new', label: 'permissionGroups.add', model: 'openwisp_users.group' },
  { to: '/organizations/new', label: 'organizations.add', model: 'openwisp_users.organization' },
] as const satisfies readonly { to: string; label: string; model: ModelName }[];

const usePlaces = (query: string): PaletteEntry[] => {
  const { t } = useTranslation();
  const session = useSession();
  const may = useMay();
  const pages = visiblePages(session).map(
    ({ name, icon, to }): PaletteEntry => ({
      id: to,
      group: 'pages',
      label: t(`frame.page.${name}`),
      icon,
      to,
    }),
  );
  const actions = makers
    .filter(({ model }) => may('add', model))
    .map(
      ({ to, label }): PaletteEntry => ({ id: to, group: 'actions', label: t(label), icon: IconPlus, to }),
    );
  return [...pages, ...actions].filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
};

const deviceEntry = ({
  id,
  name,
  mac_address,
  model,
  config_status,
  is_deactivated,
}: DeviceRow): PaletteEntry => ({
  id,
  group: 'devices',
  label: name,
  description: [mac_address, model].filter(Boolean).join(' · '),
  status: deviceStatus(config_status, is_deactivated),
  icon: IconRouter,
  to: `/devices/${id}`,
});

const templateEntry = ({ id, name }: TemplateRow): PaletteEntry => ({
  id,
  group: 'templates',
  label: name,
  icon: IconTemplate,
  to: `/templates/${id}`,
});

const userEntry = ({ id, username, email, ...names }: UserRow): PaletteEntry => ({
  id,
  group: 'users',
  label: username,
  description: [personName(names), email].filter(Boolean).join(' · '),
  icon: IconUser,
  to: `/users/${id}`,
});

/** Everything that a text may mean: devices, templates and people first, then pages and actions. */
export const usePaletteEntries = (text: string): { entries: PaletteEntry[]; busy: boolean } => {
  const may = useMay();
  const on = useSession().modules.includes('configuration');
  const query = text.trim();
  const [search] = useDebouncedValue(query, 150);
  const devices = useFound<DeviceRow>(
    '/api/v1/controller/device/',
    { fields: 'id,name,mac_address,model,config_status,is_deactivated' },
    search,
    on && may('view', 'config.device'),
  );
  const templates = useFound<TemplateRow>(
    '/api/v1/controller/template/',
    { fields: 'id,name' },
    search,
    on && may('view', 'config.template'),
  );
  const users = useFound<UserRow>(
    '/api/v1/users/user/',
    { fields: 'id,username,email,first_name,last_name', ordering: 'username' },
    search,
    may('view', 'openwisp_users.user'),
  );
  const places = usePlaces(query);
  return {
    entries: [
      ...devices.rows.map(deviceEntry),
      ...templates.rows.map(templateEntry),
      ...users.rows.map(userEntry),
      ...places,
    ],
    busy: query.length >= shortest && (devices.busy || templates.busy || users.busy || search !== query),
  };
};
