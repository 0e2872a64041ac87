import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StatusChange } from '../../model/device.ts';
import { statusHealth } from '../../model/health.ts';
import { Activity, type ActivityEntry } from '../../parts/activity.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useDeviceHistory } from './use-device-history.ts';

/** Characters of a checksum that tell revisions apart for people. */
const shortChecksum = 8;

export const useHistoryEntries = (): ((change: StatusChange) => ActivityEntry) => {
  const { t } = useTranslation();
  return ({ id, status, reason, created, checksum }) => ({
    id,
    health: statusHealth(status),
    title: (
      <>
        <b>{t(`status.${status}`)}</b>
        {checksum ? (
          <Text span c="dimmed" size="sm" ml={8} title={checksum}>
            {t('devices.history.checksum', { checksum: checksum.slice(0, shortChecksum) })}
          </Text>
        ) : null}
      </>
    ),
    text: reason,
    time: created,
  });
};

/** Every change of the configuration's status. */
export const DeviceHistory = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const history = useDeviceHistory(id);
  const toEntry = useHistoryEntries();
  if (history.error) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  const changes = history.data?.pages.flatMap(({ results }) => results) ?? [];
  return (
    <Panel title={t('devices.history.title')}>
      <Text size="sm" c="dimmed" mb="xs">
        {changes.length > 0 || history.isPending ? t('devices.history.text') : t('devices.history.empty')}
      </Text>
      <Activity entries={changes.map(toEntry)} />
      {history.hasNextPage ? (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('devices.history.older')}
        </Button>
      ) : null}
    </Panel>
  );
};
