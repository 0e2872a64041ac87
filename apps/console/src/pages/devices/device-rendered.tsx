import { Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../model/device.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { RenderedView } from '../../parts/rendered-view.tsx';
import { deviceArchive, useDeviceVariables, useRendered } from './use-device.ts';
import { useOriginNotes } from './use-origin-notes.ts';

/** What the device gets, word for word, and on request where each line comes from. */
export const DeviceRendered = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const [explained, setExplained] = useLocalStorage({ key: 'netloom.line-origins', defaultValue: false });
  const { data, error, refetch } = useRendered(device.id, device.config !== null);
  const { data: variables } = useDeviceVariables(device.id);
  const notes = useOriginNotes({ device, variables, text: data?.native }, explained);
  if (device.config === null) return <EmptyState icon={IconFileOff} title={t('devices.rendered.none')} />;
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <RenderedView
      rendered={data}
      archive={deviceArchive(device.id)}
      text={t('devices.rendered.text')}
      notes={notes}
      actions={
        <Switch
          size="xs"
          label={t('devices.rendered.origins')}
          checked={explained}
          onChange={(event) => setExplained(event.currentTarget.checked)}
        />
      }
    />
  );
};
