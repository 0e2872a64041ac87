import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconRouter, IconSearch, IconTemplate, type TablerIcon } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CursorPage } from '../api/page.ts';
import { api } from '../api/request.ts';
import type { DeviceRow } from '../model/device.ts';
import { deviceStatus } from '../model/health.ts';
import type { ModelName } from '../model/session.ts';
import type { TemplateRow } from '../model/template.ts';
import { DeviceStatusBadge } from '../parts/device-status-badge.tsx';
import { useMay, useSession } from '../session/session-context.ts';
import { visiblePages } from './navigation.ts';
import { useOrganization } from './use-organization.ts';

const [store, palette] = createSpotlight();

/** Objects of each kind that are offered; the list has the others. */
const most = 6;

const useFound = <Row,>(path: string, fields: string, search: string, enabled: boolean) => {
  const organization = useOrganization();
  return useQuery({
    queryKey: ['palette', path, search, organization?.slug],
    queryFn: ({ signal }) =>
      api.get<CursorPage<Row>>(
        path,
        { search, fields, ordering: 'name', cursor: '', page_size: most, organization_slug: organization?.slug },
        signal,
      ),
    enabled: enabled && search.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
};

interface Entry {
  id: string;
  label: string;
  icon: TablerIcon;
  to: string;
}

/** What can be made, and the permission that it needs. */
const makers = [
  { to: '/devices/add', label: 'devices.add', model: 'config.device' },
  { to: '/templates/new', label: 'templates.add', model: 'config.template' },
  { to: '/groups/new', label: 'groups.add', model: 'config.devicegroup' },
  { to: '/organizations/new', label: 'organizations.add', model: 'openwisp_users.organization' },
] as const satisfies readonly { to: string; label: string; model: ModelName }[];

const usePages = (query: string): { pages: Entry[]; actions: Entry[] } => {
  const { t } = useTranslation();
  const session = useSession();
  const may = useMay();
  const fits = ({ label }: Entry) => label.toLowerCase().includes(query.trim().toLowerCase());
  const pages = visiblePages(session).map(({ name, icon, to }) => ({ id: to, label: t(`frame.page.${name}`), icon, to }));
  const actions = makers
    .filter(({ model }) => may('add', model))
    .map(({ to, label }) => ({ id: to, label: t(label), icon: IconPlus, to }));
  return { pages: pages.filter(fits), actions: actions.filter(fits) };
};

/** Devices and templates whose names, addresses or models contain the text. */
const useObjects = (query: string) => {
  const may = useMay();
  const { modules } = useSession();
  const [typed] = useDebouncedValue(query.trim(), 150);
  const on = modules.includes('configuration');
  const devices = useFound<DeviceRow>(
    'controller/device/',
    'id,name,mac_address,model,config_status,is_deactivated',
    typed,
    on && may('view', 'config.device'),
  );
  const templates = useFound<TemplateRow>('controller/template/', 'id,name', typed, on && may('view', 'config.template'));
  const wanted = typed.length >= 2;
  return {
    devices: wanted ? (devices.data?.results ?? []) : [],
    templates: wanted ? (templates.data?.results ?? []) : [],
    searching: wanted && (devices.isFetching || templates.isFetching || typed !== query.trim()),
  };
};

/** Finds everything: type, choose, be there. */
export const CommandPalette = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { pages, actions } = usePages(query);
  const { devices, templates, searching } = useObjects(query);
  useEffect(() => {
    if (opened) palette.open();
  }, [opened]);

  const go = (to: string) => () => void navigate({ to });
  const group = (label: string, entries: Entry[]) =>
    entries.length === 0 ? null : (
      <Spotlight.ActionsGroup label={label}>
        {entries.map(({ id, label: text, icon: Icon, to }) => (
          <Spotlight.Action key={id} label={text} leftSection={<Icon size={18} />} onClick={go(to)} />
        ))}
      </Spotlight.ActionsGroup>
    );
  const nothing = pages.length + actions.length + devices.length + templates.length === 0;

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      scrollable
      maxHeight={460}
      aria-label={t('frame.palette.label')}
    >
      <Spotlight.Search
        placeholder={t('frame.palette.placeholder')}
        aria-label={t('frame.palette.label')}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {devices.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.palette.devices')}>
            {devices.map(({ id, name, mac_address, model, config_status, is_deactivated }) => (
              <Spotlight.Action
                key={id}
                label={name}
                description={[mac_address, model].filter(Boolean).join(' · ')}
                leftSection={<IconRouter size={18} />}
                rightSection={<DeviceStatusBadge status={deviceStatus(config_status, is_deactivated)} />}
                onClick={go(`/devices/${id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {group(
          t('frame.palette.templates'),
          templates.map(({ id, name }) => ({ id, label: name, icon: IconTemplate, to: `/templates/${id}` })),
        )}
        {group(t('frame.palette.pages'), pages)}
        {group(t('frame.palette.actions'), actions)}
        {nothing ? (
          <Spotlight.Empty>{searching ? t('frame.palette.searching') : t('frame.palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};
