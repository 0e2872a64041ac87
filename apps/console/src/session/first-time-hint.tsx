import { Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../parts/code-block.tsx';

const logCommands = 'journalctl -u netloom\ndocker logs netloom';
const resetCommand = 'npx netloom user reset-password admin';

/** Where the first password was printed, and how to set another one. */
export const FirstTimeHint = () => {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const id = useId();
  return (
    <div>
      <UnstyledButton
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
        c="dimmed"
        fz="sm"
        style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
      >
        {opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        {t('login.firstTime')}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <Stack gap="xs" pt="xs">
          <Text size="sm" c="dimmed">
            {t('login.firstTimeText')}
          </Text>
          <CodeBlock code={logCommands} label={t('login.logCommands')} />
          <Text size="sm" c="dimmed">
            {t('login.forgotten')}
          </Text>
          <CodeBlock code={resetCommand} label={t('login.resetCommand')} />
        </Stack>
      </Collapse>
    </div>
  );
};
