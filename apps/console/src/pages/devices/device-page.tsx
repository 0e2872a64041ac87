import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleMinus } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../model/device.ts';
import { deviceStatus } from '../../model/health.ts';
import { DeviceStatusBadge } from '../../parts/device-status-badge.tsx';
import { PageError } from '../../parts/page-error.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { ThingPage } from '../../thing/thing-page.tsx';
import { DeviceActions } from './device-actions.tsx';
import { DeviceHistory } from './device-history.tsx';
import { DeviceOverview } from './device-overview.tsx';
import { useDevice } from './use-device.ts';

/** The editors are heavy: they come when somebody looks at them. */
const DeviceConfiguration = lazy(async () => {
  const { DeviceConfiguration: component } = await import('./device-configuration.tsx');
  return { default: component };
});
const DeviceRendered = lazy(async () => {
  const { DeviceRendered: component } = await import('./device-rendered.tsx');
  return { default: component };
});

/** What one must know about a device before anything else. */
const DeviceNotice = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  if (device.is_deactivated) {
    return (
      <Alert
        color="gray"
        variant="light"
        mb="md"
        icon={<IconCircleMinus size={18} />}
        title={t('devices.deactivatedNotice')}
      >
        {device.config?.status === 'deactivating' ? `${t('devices.deactivatingText')} ` : ''}
        {t('devices.deactivatedText')}
      </Alert>
    );
  }
  if (device.config?.status !== 'error') return null;
  return (
    <Alert
      color="red"
      variant="light"
      mb="md"
      icon={<IconAlertTriangle size={18} />}
      title={t('devices.errorReason')}
    >
      <Text size="sm" className="mono" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {device.config.error_reason}
      </Text>
      <Text size="sm" mt={6}>
        {t('devices.errorAdvice')}{' '}
        <AnchorLink size="sm" underline="always" to={`/devices/${device.id}/configuration`}>
          {t('devices.toConfiguration')}
        </AnchorLink>
      </Text>
    </Alert>
  );
};

const DeviceMeta = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  return (
    <>
      {[device.model, device.organization_name].filter(Boolean).join(' · ')}
      {' · '}
      {t('devices.field.lastSeen')}:{' '}
      {device.last_seen ? <TimeAgo time={device.last_seen} /> : t('devices.never')}
    </>
  );
};

export const DevicePage = () => {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const { data: device, error, refetch } = useDevice(id);
  if (!device) return error ? <PageError error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <ThingPage
      list={{ to: '/devices', label: t('devices.title') }}
      to={`/devices/${id}`}
      title={device.name}
      marks={<DeviceStatusBadge status={deviceStatus(device.config?.status, device.is_deactivated)} />}
      meta={<DeviceMeta device={device} />}
      actions={<DeviceActions device={device} />}
      notice={<DeviceNotice device={device} />}
      tabs={[
        { id: 'overview', label: t('devices.tab.overview'), content: <DeviceOverview device={device} /> },
        {
          id: 'configuration',
          label: t('devices.tab.configuration'),
          content: <DeviceConfiguration key={device.id} device={device} />,
        },
        { id: 'rendered', label: t('devices.tab.rendered'), content: <DeviceRendered device={device} /> },
        { id: 'history', label: t('devices.tab.history'), content: <DeviceHistory id={device.id} /> },
      ]}
    />
  );
};
