import { useTranslation } from 'react-i18next';
import type { Health } from '../../model/health.ts';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { userState, type UserState } from './user-rules.ts';

const healthOf: Record<UserState, Health> = { active: 'ok', invited: 'unknown', inactive: 'deactivated' };

/** Whether somebody can log in. */
export const UserBadge = ({ user }: { user: Parameters<typeof userState>[0] }) => {
  const { t } = useTranslation();
  const state = userState(user);
  return <HealthBadge health={healthOf[state]} word={t(`users.state.${state}`)} />;
};
