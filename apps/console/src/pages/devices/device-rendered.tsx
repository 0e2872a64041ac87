import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/request.ts';
import type { Device } from '../../model/device.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { RenderedView } from '../../parts/rendered-view.tsx';
import { devicePath, useRendered } from './use-device.ts';

/** What the device gets, word for word. */
export const DeviceRendered = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useRendered(device.id, device.config !== null);
  if (device.config === null) return <EmptyState icon={IconFileOff} title={t('devices.rendered.none')} />;
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <RenderedView
      rendered={data}
      archive={apiUrl(devicePath(device.id, 'configuration/'))}
      text={t('devices.rendered.text')}
    />
  );
};
