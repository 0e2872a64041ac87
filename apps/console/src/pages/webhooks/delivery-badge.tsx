import { useTranslation } from 'react-i18next';
import { deliveryHealth, deliveryState, type DeliveryRow } from '../../model/webhook.ts';
import { HealthBadge } from '../../parts/health-badge.tsx';

/** What became of a delivery. */
export const DeliveryBadge = ({ delivery }: { delivery: Pick<DeliveryRow, 'state' | 'attempts'> }) => {
  const { t } = useTranslation();
  const state = deliveryState(delivery);
  return <HealthBadge health={deliveryHealth[state]} word={t(`webhooks.deliveries.word.${state}`)} />;
};
