import { useTranslation } from 'react-i18next';
import { statusHealth, type DeviceStatus } from '../model/health.ts';
import { HealthBadge } from './health-badge.tsx';

interface Props {
  status: DeviceStatus;
  /** Why it is so, when the device said why; shown on hover in the place of what the word means. */
  reason?: string;
}

export const DeviceStatusBadge = ({ status, reason }: Props) => {
  const { t } = useTranslation();
  return (
    <HealthBadge
      health={statusHealth(status)}
      word={t(`status.${status}`)}
      meaning={reason ?? t(`statusMeaning.${status}`)}
    />
  );
};
