import { useTranslation } from 'react-i18next';
import { statusHealth, type DeviceStatus } from '../model/health.ts';
import { HealthBadge } from './health-badge.tsx';

export const DeviceStatusBadge = ({ status }: { status: DeviceStatus }) => {
  const { t } = useTranslation();
  return (
    <HealthBadge
      health={statusHealth(status)}
      word={t(`status.${status}`)}
      meaning={t(`statusMeaning.${status}`)}
    />
  );
};
