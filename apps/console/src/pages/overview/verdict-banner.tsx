import { Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format/count.ts';
import type { Health } from '../../model/health.ts';
import { HealthIcon } from '../../parts/health-icon.tsx';
import { ButtonLink } from '../../parts/router-link.tsx';
import type { Verdict } from './verdict.ts';

const healthOf: Record<Verdict['kind'], Health> = {
  allWell: 'ok',
  errors: 'critical',
  silent: 'problem',
  waiting: 'problem',
};

/** Is everything well? The answer, and the way to what is not. */
export const VerdictBanner = ({ verdict }: { verdict: Verdict }) => {
  const { t, i18n } = useTranslation();
  const { kind, count } = verdict;
  const counted = { count, formatted: formatCount(count, i18n.language) };
  const health = healthOf[kind];
  return (
    <section className="surface verdict" data-full>
      <span className={`verdict-icon health-${health}`}>
        <HealthIcon health={health} size={26} />
      </span>
      <div className="verdict-text">
        <Title order={2} size="h2">
          {kind === 'allWell' ? t('overview.verdict.allWell') : t(`overview.verdict.${kind}`, counted)}
        </Title>
        <Text size="sm" c="dimmed">
          {kind === 'allWell'
            ? t('overview.verdict.allWellText', counted)
            : t(`overview.verdict.${kind}Text`)}
        </Text>
      </div>
      {kind === 'allWell' ? null : (
        <ButtonLink
          to="/devices"
          search={{ ...verdict.search }}
          variant="default"
          rightSection={<IconArrowRight size={16} />}
        >
          {t('overview.showThem')}
        </ButtonLink>
      )}
    </section>
  );
};
