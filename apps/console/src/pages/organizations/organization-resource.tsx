import { IconBuilding } from '@tabler/icons-react';
import type { Organization } from '../../model/organization.ts';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { defineResource } from '../../resource/define-resource.ts';
import { timeColumn } from '../../resource/time-column.tsx';

/** An organization as its list shows it. */
type OrganizationRow = Pick<Organization, 'id' | 'name'> & Partial<Organization>;

export const organizationResource = defineResource<OrganizationRow>({
  kind: 'organization',
  path: '/api/v1/users/organization/',
  route: '/organizations',
  model: 'openwisp_users.organization',
  icon: IconBuilding,
  title: (t) => t('organizations.title'),
  noun: (t, count) => t('organizations.noun', { count }),
  searchHint: (t) => t('organizations.search'),
  fields: ['id', 'name'],
  name: (row) => row.name,
  columns: [
    {
      id: 'name',
      label: (t) => t('organizations.field.name'),
      fields: [],
      text: (row) => row.name,
      ordering: 'name',
      width: 200,
      grow: 1.4,
      usual: true,
    },
    {
      id: 'active',
      label: (t) => t('organizations.field.active'),
      fields: ['is_active'],
      cell: (row, t) => (
        <HealthBadge
          health={row.is_active ? 'ok' : 'deactivated'}
          word={t(`organizations.state.${row.is_active ? 'active' : 'inactive'}`)}
        />
      ),
      text: (row, t) => t(`organizations.state.${row.is_active ? 'active' : 'inactive'}`),
      width: 130,
      usual: true,
      phone: 'badge',
    },
    {
      id: 'slug',
      label: (t) => t('organizations.field.slug'),
      fields: ['slug'],
      text: (row) => row.slug ?? '',
      width: 140,
      grow: 1,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'description',
      label: (t) => t('organizations.field.description'),
      fields: ['description'],
      text: (row) => row.description ?? '',
      width: 200,
      grow: 2,
      usual: true,
      phone: 'detail',
    },
    {
      id: 'email',
      label: (t) => t('organizations.field.email'),
      fields: ['email'],
      text: (row) => row.email ?? '',
      width: 160,
      grow: 1,
    },
    timeColumn('created', (t) => t('organizations.field.created'), { usual: true }),
  ],
  filters: [],
  ordering: 'name',
  create: { to: '/organizations/new', label: (t) => t('organizations.add'), permission: 'add' },
  empty: { title: (t) => t('organizations.empty.title'), text: (t) => t('organizations.empty.text') },
});
