import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { displayName } from '../../model/session.ts';
import { Columns } from '../../parts/columns.tsx';
import { Facts } from '../../parts/facts.tsx';
import { HealthBadge } from '../../parts/health-badge.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSession } from '../../session/session-context.ts';

/** The controller's own word on whether it can work: 200 or not. */
const askReadiness = async (signal: AbortSignal): Promise<boolean> => (await fetch('/readyz', { signal })).ok;

const Readiness = () => {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['readiness'],
    queryFn: ({ signal }) => askReadiness(signal),
    refetchInterval: 15_000,
  });
  if (data === undefined && !error) return t('common.loading');
  return data ? (
    <HealthBadge health="ok" word={t('about.isReady')} />
  ) : (
    <HealthBadge health="critical" word={t('about.isNotReady')} />
  );
};

/** Version, modules, and the ways in for programs. */
export const AboutPage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const { user, organizations, modules, version } = session;
  const link = (href: string, label: string) => (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
      {label}
    </Anchor>
  );
  return (
    <Page title={t('about.title')}>
      <Columns>
        <Panel title={t('common.product')}>
          <Facts
            facts={[
              { label: t('about.version'), value: version, copy: version },
              { label: t('about.alive'), value: <Readiness /> },
              { label: t('about.modules'), value: modules.join(', ') },
              { label: t('about.you'), value: displayName(session) },
              {
                label: t('about.role'),
                value: user.is_superuser
                  ? t('about.superuser')
                  : t('about.manager', { count: organizations.filter((each) => each.is_manager).length }),
              },
            ]}
          />
          <Text size="sm" c="dimmed" mt="sm">
            {t('about.license')}
          </Text>
        </Panel>
        <Panel title={t('about.api')}>
          <Stack gap={8} align="flex-start">
            <Text size="sm" c="dimmed">
              {t('about.apiText')}
            </Text>
            {link('/api/v1/docs/', t('about.apiDocs'))}
            {link('/api/v1/docs.json', t('about.openapi'))}
            {link('/healthz', t('about.health'))}
            {link('/readyz', t('about.ready'))}
            {link('/metrics', t('about.metrics'))}
          </Stack>
        </Panel>
      </Columns>
    </Page>
  );
};
