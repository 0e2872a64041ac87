import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of a page that is on its way. */
export const PageSkeleton = () => {
  const { t } = useTranslation();
  return (
    <Stack p="lg" gap="lg" role="status" aria-label={t('common.loading')}>
      <Skeleton height={28} width={220} />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  );
};
