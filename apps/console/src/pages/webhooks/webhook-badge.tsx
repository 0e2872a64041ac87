import { useTranslation } from 'react-i18next';
import { serverText } from '../../i18n/server-text.ts';
import { webhookHealth, webhookState, type Webhook } from '../../model/webhook.ts';
import { HealthBadge } from '../../parts/health-badge.tsx';

/** Whether a webhook gets through. */
export const WebhookBadge = ({ webhook }: { webhook: Partial<Webhook> }) => {
  const { t } = useTranslation();
  const state = webhookState(webhook);
  return (
    <HealthBadge
      health={webhookHealth[state]}
      word={t(`webhooks.state.${state}`)}
      {...(webhook.disabled_reason ? { meaning: serverText(webhook.disabled_reason) } : {})}
    />
  );
};
