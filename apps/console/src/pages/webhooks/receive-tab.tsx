import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import { ReceiverGuide } from './receiver-guide.tsx';

/** How a program receives what a webhook sends. */
export const ReceiveTab = () => {
  const { t } = useTranslation();
  return (
    <Panel title={t('webhooks.receive.title')}>
      <Stack gap="sm" maw={880}>
        <Text size="sm">{t('webhooks.receive.text')}</Text>
        <Text size="sm">{t('webhooks.receive.answer')}</Text>
        <ReceiverGuide />
      </Stack>
    </Panel>
  );
};
