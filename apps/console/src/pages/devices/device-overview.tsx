import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntryItem } from '../../model/audit-entry.ts';
import type { Device } from '../../model/device.ts';
import { Activity, type ActivityEntry } from '../../parts/activity.tsx';
import { useAuditEntries } from '../../parts/changed-by.tsx';
import { Columns } from '../../parts/columns.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AnchorLink } from '../../parts/router-link.tsx';
import { SecretText } from '../../parts/secret-text.tsx';
import { TimeAgo } from '../../parts/time-ago.tsx';
import { actionWords } from '../audit/action-words.ts';
import { useHistoryEntries } from './device-history.tsx';
import { useDeviceHistory } from './use-device-history.ts';

/** Changes that the overview shows; the history and the audit log have all. */
const newest = 10;

/** What somebody did to the device, from the audit log. */
const toDeed = ({ id, username, action, created }: AuditEntryItem): ActivityEntry => ({
  id: `audit-${id}`,
  title: (
    <>
      <b>{username}</b>
      {' · '}
      <AnchorLink size="sm" to={`/audit/${id}`}>
        {actionWords(action)}
      </AnchorLink>
    </>
  ),
  time: created,
});

const DeviceFacts = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const field = (name: 'mac' | 'managementIp' | 'lastIp' | 'hardwareId' | 'id') => t(`devices.field.${name}`);
  const group = device.group ? (
    <AnchorLink to={`/groups/${device.group}`}>{device.group_name}</AnchorLink>
  ) : null;
  return (
    <Panel title={t('devices.facts')}>
      <Facts
        facts={[
          {
            label: field('managementIp'),
            value: device.management_ip,
            copy: device.management_ip,
            mono: true,
          },
          { label: field('lastIp'), value: device.last_ip, copy: device.last_ip, mono: true },
          { label: field('mac'), value: device.mac_address, copy: device.mac_address, mono: true },
          ...(device.hardware_id
            ? [
                {
                  label: field('hardwareId'),
                  value: device.hardware_id,
                  copy: device.hardware_id,
                  mono: true,
                },
              ]
            : []),
          { label: t('devices.field.model'), value: device.model },
          { label: t('devices.field.os'), value: device.os },
          { label: t('devices.field.system'), value: device.system },
          { label: t('devices.field.organization'), value: device.organization_name },
          { label: t('devices.field.group'), value: group },
          { label: t('devices.field.notes'), value: device.notes },
          { label: t('devices.field.created'), value: <TimeAgo time={device.created} /> },
          { label: t('devices.field.modified'), value: <TimeAgo time={device.modified} /> },
          { label: field('id'), value: device.id, copy: device.id, mono: true },
          {
            label: t('devices.field.key'),
            value: <SecretText text={device.key} label={t('devices.field.key')} />,
            copy: device.key,
          },
        ]}
      />
    </Panel>
  );
};

const DeviceActivity = ({ device }: { device: Device }) => {
  const { t } = useTranslation();
  const { data, isPending } = useDeviceHistory(device.id);
  const toEntry = useHistoryEntries();
  const changes = data?.pages[0]?.results ?? [];
  const deeds = useAuditEntries('device', device.id, newest);
  const entries = [...changes.map(toEntry), ...deeds.map((deed) => toDeed(deed))]
    .toSorted((first, second) => Date.parse(second.time) - Date.parse(first.time))
    .slice(0, newest);
  const more = changes.length > newest || data?.pages[0]?.next;
  return (
    <Panel
      title={t('devices.activity')}
      aside={
        more ? (
          <AnchorLink size="sm" to={`/devices/${device.id}/history`}>
            {t('devices.activityAll')}
          </AnchorLink>
        ) : null
      }
    >
      {entries.length === 0 && !isPending ? (
        <Text size="sm" c="dimmed">
          {t('devices.activityEmpty')}
        </Text>
      ) : (
        <Activity entries={entries} clamped />
      )}
    </Panel>
  );
};

/** Facts left, activity right. */
export const DeviceOverview = ({ device }: { device: Device }) => (
  <Columns>
    <DeviceFacts device={device} />
    <DeviceActivity device={device} />
  </Columns>
);
