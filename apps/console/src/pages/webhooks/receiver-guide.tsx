import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../parts/code-block.tsx';
import nodeReceiver from './receivers/receiver.mjs.txt?raw';
import pythonReceiver from './receivers/receiver.py.txt?raw';

const receivers = {
  node: { name: 'Node', code: nodeReceiver, run: 'node receiver.mjs' },
  python: { name: 'Python', code: pythonReceiver, run: 'python3 receiver.py' },
} as const;

type Receiver = keyof typeof receivers;

/** A whole receiver that checks signatures, to start from. */
export const ReceiverGuide = () => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Receiver>('node');
  const { code, run } = receivers[chosen];
  return (
    <Stack gap="sm" ta="start">
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('webhooks.receive.language')}
        value={chosen}
        data={Object.entries(receivers).map(([value, { name }]) => ({ value, label: name }))}
        onChange={(value) => setChosen(value as Receiver)}
      />
      <CodeBlock code={code.trim()} label={t('webhooks.receive.code')} />
      <Text size="sm">{t('webhooks.receive.run')}</Text>
      <CodeBlock code={`NETLOOM_WEBHOOK_SECRET=… PORT=9000 ${run}`} label={t('webhooks.receive.runLabel')} />
    </Stack>
  );
};
