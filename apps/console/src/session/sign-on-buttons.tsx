import { Button, Divider, Stack } from '@mantine/core';
import { unwrap } from '@netloom/api-client';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';

/** Logins through identity providers, where the installation has any. */
export const SignOnButtons = () => {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/session/providers/', { signal })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const providers = data?.results ?? [];
  if (providers.length === 0) return null;
  const next = encodeURIComponent(location.pathname + location.search);
  return (
    <Stack gap="xs">
      <Divider label={t('login.or')} />
      {providers.map(({ id, label, start_url }) => (
        <Button
          key={id}
          component="a"
          href={`${start_url}?next=${next}`}
          variant="default"
          leftSection={<IconExternalLink size={16} />}
        >
          {t('login.with', { provider: label })}
        </Button>
      ))}
    </Stack>
  );
};
