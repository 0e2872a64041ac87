import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { loadPageTexts } from './i18n/i18n.ts';
import type { AddressSearch } from './model/address-search.ts';
import { NotFoundPage } from './pages/not-found.tsx';
import { PageSkeleton } from './parts/page-skeleton.tsx';

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFoundPage,
  validateSearch: (search): AddressSearch => search as AddressSearch,
  // The organization that one looks at stays when one goes to another page.
  search: { middlewares: [retainSearchParams<AddressSearch>(['org'])] },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

/** Stands around all pages but the first one, which needs no more texts than the frame. */
const pages = createRoute({
  getParentRoute: () => root,
  id: 'pages',
  loader: loadPageTexts,
  staleTime: Number.POSITIVE_INFINITY,
});

const getParentRoute = () => pages;

const pageRoutes = pages.addChildren([
  createRoute({
    getParentRoute,
    path: '/devices',
    component: lazyRouteComponent(() => import('./pages/devices/device-list.tsx'), 'DeviceListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/devices/add',
    component: lazyRouteComponent(() => import('./pages/add-device/add-device-page.tsx'), 'AddDevicePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/devices/$id/{-$tab}',
    component: lazyRouteComponent(() => import('./pages/devices/device-page.tsx'), 'DevicePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/groups',
    component: lazyRouteComponent(() => import('./pages/groups/group-list.tsx'), 'GroupListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/groups/$id',
    component: lazyRouteComponent(() => import('./pages/groups/group-page.tsx'), 'GroupPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/templates',
    component: lazyRouteComponent(() => import('./pages/templates/template-list.tsx'), 'TemplateListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/templates/$id/{-$tab}',
    component: lazyRouteComponent(() => import('./pages/templates/template-page.tsx'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/users',
    component: lazyRouteComponent(() => import('./pages/users/user-list.tsx'), 'UserListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/users/new',
    component: lazyRouteComponent(() => import('./pages/users/new-user-page.tsx'), 'NewUserPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/users/$id/{-$tab}',
    component: lazyRouteComponent(() => import('./pages/users/user-page.tsx'), 'UserPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/permission-groups',
    component: lazyRouteComponent(
      () => import('./pages/permission-groups/permission-group-list.tsx'),
      'PermissionGroupListPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/permission-groups/$id',
    component: lazyRouteComponent(
      () => import('./pages/permission-groups/permission-group-page.tsx'),
      'PermissionGroupPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/organizations',
    component: lazyRouteComponent(
      () => import('./pages/organizations/organization-list.tsx'),
      'OrganizationListPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/organizations/$id/{-$tab}',
    component: lazyRouteComponent(
      () => import('./pages/organizations/organization-page.tsx'),
      'OrganizationPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/webhooks',
    component: lazyRouteComponent(() => import('./pages/webhooks/webhook-list.tsx'), 'WebhookListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/webhooks/$id/{-$tab}',
    component: lazyRouteComponent(() => import('./pages/webhooks/webhook-page.tsx'), 'WebhookPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    component: lazyRouteComponent(() => import('./pages/audit/audit-list.tsx'), 'AuditListPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit/$id',
    component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/about',
    component: lazyRouteComponent(() => import('./pages/about/about-page.tsx'), 'AboutPage'),
  }),
]);

const readSearch = (text: string): AddressSearch => Object.fromEntries(new URLSearchParams(text));

const writeSearch = (search: AddressSearch): string => {
  const set = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const text = new URLSearchParams(set).toString();
  return text === '' ? '' : `?${text}`;
};

/** All pages by address. Every page loads its own code when it is first visited. */
export const router = createRouter({
  routeTree: root.addChildren([overview, pageRoutes]),
  parseSearch: readSearch,
  stringifySearch: writeSearch as (search: Record<string, unknown>) => string,
  defaultPendingComponent: PageSkeleton,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
