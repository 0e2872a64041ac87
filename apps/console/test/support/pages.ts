import type { Page } from 'playwright-core';
import type { Fleet } from './seed-fleet.ts';

/** A page of the console as tests and screenshots visit it. */
export interface Visit {
  name: string;
  path: string;
  /** Waits until the page shows what it is for. */
  ready: (page: Page) => Promise<unknown>;
}

const first = (values: Record<string, string>): string => Object.values(values)[0] ?? '';

/** Every page that somebody who is logged in can see. */
export const allPages = (fleet: Fleet): Visit[] => {
  const device = fleet.devices[0]?.id ?? '';
  const failed = fleet.devices[8]?.id ?? device;
  const retired = fleet.devices.at(-1)?.id ?? device;
  const template = fleet.templates['City WiFi'] ?? '';
  const heading = (name: string | RegExp) => (page: Page) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();
  const editor = async (page: Page): Promise<void> => {
    await page.getByRole('group', { name: 'Add a section' }).waitFor();
  };
  return [
    { name: 'overview', path: '/', ready: text('What changed') },
    { name: 'devices', path: '/devices', ready: text('cafe-ap-01') },
    { name: 'devices-filtered', path: '/devices?status=error&seen=recent', ready: text('roof-ap-02') },
    { name: 'devices-nothing', path: '/devices?q=nothing-like-this', ready: text('Nothing matches') },
    { name: 'device', path: `/devices/${device}`, ready: text('Activity') },
    { name: 'device-failed', path: `/devices/${failed}`, ready: text('Why the device could not') },
    { name: 'device-deactivated', path: `/devices/${retired}`, ready: text('This device is deactivated') },
    { name: 'device-configuration', path: `/devices/${device}/configuration`, ready: editor },
    { name: 'device-rendered', path: `/devices/${device}/rendered`, ready: text('What the device gets') },
    { name: 'device-history', path: `/devices/${device}/history`, ready: text('newest first') },
    {
      name: 'device-missing',
      path: '/devices/00000000-0000-4000-8000-000000000000',
      ready: text('This does not exist'),
    },
    { name: 'add-device', path: '/devices/add', ready: text('uci commit openwisp') },
    { name: 'add-device-by-hand', path: '/devices/add?how=hand', ready: text('Enter the device') },
    { name: 'groups', path: '/groups', ready: text('Old town') },
    { name: 'group', path: `/groups/${first(fleet.groups)}`, ready: text('Show its devices') },
    { name: 'group-new', path: '/groups/new', ready: heading('New group') },
    { name: 'templates', path: '/templates', ready: text('City WiFi') },
    { name: 'template', path: `/templates/${template}`, ready: editor },
    {
      name: 'template-rendered',
      path: `/templates/${template}/rendered`,
      ready: text('What the template gives'),
    },
    { name: 'template-new', path: '/templates/new', ready: editor },
    { name: 'users', path: '/users', ready: text('vera.meier') },
    { name: 'user', path: `/users/${fleet.people['vera.meier'] ?? ''}`, ready: text('What they may do') },
    {
      name: 'user-organizations',
      path: `/users/${fleet.people['vera.meier'] ?? ''}/organizations`,
      ready: text('Add to an organization'),
    },
    {
      name: 'user-login',
      path: `/users/${fleet.people['vera.meier'] ?? ''}/login`,
      ready: text('Not verified'),
    },
    {
      name: 'user-invited',
      path: `/users/${fleet.people['tom.invited'] ?? ''}`,
      ready: text('This user cannot log in yet'),
    },
    { name: 'user-new', path: '/users/new', ready: heading('Invite a person') },
    { name: 'user-new-password', path: '/users/new?how=password', ready: heading('New user') },
    { name: 'permission-groups', path: '/permission-groups', ready: text('Administrator') },
    { name: 'permission-group', path: '/permission-groups/1', ready: text('Devices and configuration') },
    {
      name: 'permission-group-new',
      path: '/permission-groups/new',
      ready: text('Devices and configuration'),
    },
    { name: 'organizations', path: '/organizations', ready: text('Harbour WiFi') },
    {
      name: 'organization',
      path: `/organizations/${fleet.organizations['default'] ?? ''}`,
      ready: text('Devices may join by themselves'),
    },
    {
      name: 'organization-people',
      path: `/organizations/${fleet.organizations['default'] ?? ''}/people`,
      ready: text('vera.meier'),
    },
    { name: 'organization-new', path: '/organizations/new', ready: heading('New organization') },
    { name: 'webhooks', path: '/webhooks', ready: text('tickets.example.org') },
    { name: 'webhooks-none', path: '/webhooks?org=harbour', ready: text('No webhooks yet') },
    {
      name: 'webhook',
      path: `/webhooks/${first(fleet.webhooks)}`,
      ready: text('device.management-ip-changed'),
    },
    {
      name: 'webhook-deliveries',
      path: `/webhooks/${first(fleet.webhooks)}/deliveries`,
      ready: text('Nothing has been sent yet'),
    },
    {
      name: 'webhook-receive',
      path: `/webhooks/${first(fleet.webhooks)}/receive`,
      ready: text('timingSafeEqual'),
    },
    { name: 'webhook-new', path: '/webhooks/new', ready: text('Configurations') },
    { name: 'audit', path: '/audit', ready: text('Created: Library') },
    { name: 'audit-entry', path: '/audit/3', ready: text('What changed') },
    { name: 'account', path: '/account', ready: text('Where you are logged in') },
    { name: 'about', path: '/about', ready: text('Ready') },
    { name: 'not-found', path: '/nowhere', ready: text('There is no page here') },
  ];
};
