import { useTranslation } from 'react-i18next';
import { HealthBadge } from '../../parts/health-badge.tsx';

/** Whether somebody can log in. */
export const UserBadge = ({ isActive }: { isActive: boolean | undefined }) => {
  const { t } = useTranslation();
  return (
    <HealthBadge
      health={isActive ? 'ok' : 'deactivated'}
      word={t(`users.state.${isActive ? 'active' : 'inactive'}`)}
    />
  );
};
