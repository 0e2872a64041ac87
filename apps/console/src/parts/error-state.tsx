import { Button, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { describeError } from './describe-error.ts';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** 1 where it stands for the whole page. */
  level?: 1 | 2;
}

/** In the place of what could not be shown: what happened, what it means, what to do. */
export const ErrorState = ({ error, onRetry, level = 2 }: Props) => {
  const { t } = useTranslation();
  const { title, meaning, advice, retry } = describeError(error, t);
  return (
    <Stack role="alert" align="center" gap="xs" py="xl" px="md" maw={520} mx="auto" ta="center">
      <ThemeIcon variant="light" color="red" size={48} radius="xl" mb={4}>
        <IconAlertTriangle size={24} stroke={1.6} />
      </ThemeIcon>
      <Title order={level} size="h2">
        {title}
      </Title>
      <Text size="sm">{meaning}</Text>
      <Text size="sm" c="dimmed">
        {advice}
      </Text>
      {retry && onRetry ? (
        <Button mt="xs" variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      ) : null}
    </Stack>
  );
};
