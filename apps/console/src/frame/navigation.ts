import {
  IconBuilding,
  IconFolders,
  IconHistory,
  IconInfoCircle,
  IconLayoutDashboard,
  IconRouter,
  IconShieldLock,
  IconTemplate,
  IconUsers,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import { may, type ModelName, type Session } from '../model/session.ts';

export type NavigationGroup = 'fleet' | 'configuration' | 'administration';
export type PageName =
  | 'overview'
  | 'devices'
  | 'groups'
  | 'templates'
  | 'users'
  | 'permissionGroups'
  | 'organizations'
  | 'webhooks'
  | 'audit'
  | 'about';

export interface NavigationItem {
  name: PageName;
  to: string;
  icon: TablerIcon;
  /** Pages without a group stand on their own on top. */
  group?: NavigationGroup;
  /** The module of the controller that must be on. */
  module?: string;
  /** Shown to people who may see objects of this model. */
  model?: ModelName;
  /** The letter after `g`. */
  key: string;
  /** Has a place of its own in the bottom bar of phones. */
  onPhone?: boolean;
}

/** The map of the console. */
const navigation: readonly NavigationItem[] = [
  { name: 'overview', to: '/', icon: IconLayoutDashboard, module: 'configuration', key: 'o', onPhone: true },
  {
    name: 'devices',
    to: '/devices',
    icon: IconRouter,
    group: 'fleet',
    module: 'configuration',
    model: 'config.device',
    key: 'd',
    onPhone: true,
  },
  {
    name: 'groups',
    to: '/groups',
    icon: IconFolders,
    group: 'fleet',
    module: 'configuration',
    model: 'config.devicegroup',
    key: 'r',
  },
  {
    name: 'templates',
    to: '/templates',
    icon: IconTemplate,
    group: 'configuration',
    module: 'configuration',
    model: 'config.template',
    key: 't',
    onPhone: true,
  },
  {
    name: 'users',
    to: '/users',
    icon: IconUsers,
    group: 'administration',
    module: 'users',
    model: 'openwisp_users.user',
    key: 'u',
  },
  {
    name: 'permissionGroups',
    to: '/permission-groups',
    icon: IconShieldLock,
    group: 'administration',
    module: 'users',
    model: 'openwisp_users.group',
    key: 'p',
  },
  {
    name: 'organizations',
    to: '/organizations',
    icon: IconBuilding,
    group: 'administration',
    module: 'users',
    model: 'openwisp_users.organization',
    key: 'a',
  },
  {
    name: 'webhooks',
    to: '/webhooks',
    icon: IconWebhook,
    group: 'administration',
    module: 'webhooks',
    model: 'webhooks.webhook',
    key: 'w',
  },
  {
    name: 'audit',
    to: '/audit',
    icon: IconHistory,
    group: 'administration',
    module: 'audit',
    model: 'audit.entry',
    key: 'l',
  },
  { name: 'about', to: '/about', icon: IconInfoCircle, group: 'administration', key: 'i' },
];

/** The pages that the session's modules and permissions allow, in the order of the menu. */
export const visiblePages = (session: Session): NavigationItem[] =>
  navigation.filter(
    ({ module, model }) =>
      (module === undefined || session.modules.includes(module)) &&
      (model === undefined || may(session, 'view', model)),
  );
