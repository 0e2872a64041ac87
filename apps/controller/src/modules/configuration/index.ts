import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../platform/app-context.ts';
import { defineModule } from '../../platform/module.ts';
import { registerResource } from '../../platform/resource/index.ts';
import { declarePermissions, standardPermissions } from '../users/index.ts';
import { createClientAddress } from './addresses/client-address.ts';
import type { ConfigurationContext } from './configuration-context.ts';
import { createModifiedAnnouncer } from './configs/modified-announcer.ts';
import { createContactWriter } from './fleet/contact-writer.ts';
import './events.ts';
import { createDeviceIndex } from './fleet/device-index.ts';
import { defineJobs } from './jobs.ts';
import { createConfiguration } from './migrations/0001-create-configuration.ts';
import { indexLists } from './migrations/0002-index-lists.ts';
import { sealDocumentsAtRest } from './migrations/0003-seal-documents.ts';
import { searchWithoutId } from './migrations/0004-search-without-id.ts';
import { templatesOfDevices } from './migrations/0005-templates-of-devices.ts';
import {
  ensureAllOrganizationSettings,
  ensureOrganizationSettings,
} from './organizations/ensure-organization-settings.ts';
import { prepareFirstOrganization } from './organizations/prepare-first-organization.ts';
import { registerDeviceRoutes } from './protocol/device-routes.ts';
import { createPollFastPath } from './protocol/poll-fast-path.ts';
import { readDsaRules } from './rendering/dsa-syntax.ts';
import { noticeSettings } from './rendering/notice-settings.ts';
import { createRenderPool } from './rendering/render-pool.ts';
import { deviceActions } from './resources/device-actions.ts';
import { deviceResource } from './resources/device-resource.ts';
import { groupResource } from './resources/group-resource.ts';
import { templateActions, templateResource } from './resources/template-resource.ts';
import { registerOrganizationSettingsRoute } from './routes/organization-settings-route.ts';
import { registerOverviewRoute } from './routes/overview-route.ts';
import { registerPreviewRoute } from './routes/preview-route.ts';
import { registerSchemaRoute } from './routes/schema-route.ts';

/** Devices, their configurations, templates and groups; the protocol that devices speak. */
export const configurationModule = defineModule({
  name: 'configuration',
  requires: ['users'],
  migrations: [createConfiguration, indexLists, sealDocumentsAtRest, searchWithoutId, templatesOfDevices],
  register: async (app) => {
    await declarePermissions(app.db, standardPermissions.configuration);
    await ensureAllOrganizationSettings(app);
    const pool = createRenderPool();
    const context = createContext(app);
    await context.index.load();
    const { wakeRenderer } = await defineJobs(app.jobs, context, pool);
    context.wakeRenderer = wakeRenderer;
    listen(app, context);

    const clientAddress = createClientAddress(app.settings.trustedProxies);
    const behindProxies = app.settings.trustedProxies.length > 0;
    app.fastPaths.push(createPollFastPath({ ...context, clientAddress, behindProxies }));
    await registerDeviceRoutes(app.http, context, clientAddress);
    const devices = deviceResource(context);
    registerResource(app, devices, deviceActions(context, devices));
    registerResource(app, templateResource(context), templateActions(context));
    registerResource(app, groupResource(context));
    registerOrganizationSettingsRoute(app, context);
    registerOverviewRoute(app);
    registerPreviewRoute(app, context);
    registerSchemaRoute(app);

    return {
      firstStart: prepareFirstOrganization(app),
      start: async () => {
        context.contacts.start();
        await noticeSettings(context);
        await wakeRenderer();
      },
      stop: async () => {
        await context.contacts.stop();
        await pool.stop();
      },
    };
  },
});

const thisProcess = randomUUID();

const createContext = (app: AppContext): ConfigurationContext => {
  const { db, secrets, log, events, settings } = app;
  const index = createDeviceIndex({
    db,
    secrets,
    log,
    changed: (deviceIds) =>
      events.emit('configuration.devices-changed', { deviceIds: [...deviceIds], process: thisProcess }),
  });
  const contacts = createContactWriter({
    context: app,
    index,
    sharedAddressSpace: settings.sharedManagementIpAddressSpace,
  });
  return {
    ...app,
    index,
    contacts,
    dsa: readDsaRules(settings),
    modified: createModifiedAnnouncer(events),
    wakeRenderer: async () => {},
  };
};

/** Keeps what is in memory in step with what other modules and other processes do. */
const listen = (app: AppContext, { index }: ConfigurationContext): void => {
  const { events } = app;
  events.on('organization.created', async ({ organizationId }) => {
    await ensureOrganizationSettings(app, organizationId);
  });
  events.on('organization.enabled', ({ organizationId }) =>
    index.setOrganizationActive(organizationId, true),
  );
  events.on('organization.disabled', ({ organizationId }) =>
    index.setOrganizationActive(organizationId, false),
  );
  events.on('organization.deleted', ({ organizationId }) => index.removeOrganization(organizationId));
  events.on('configuration.devices-changed', async ({ deviceIds, process }) => {
    if (process !== thisProcess) await index.hear(deviceIds);
  });
  events.onGap(() => index.load());
};
