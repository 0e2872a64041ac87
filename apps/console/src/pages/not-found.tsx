import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { ButtonLink } from '../parts/router-link.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  usePageTitle(t('frame.notFound.title'));
  return (
    <EmptyState
      level={1}
      icon={IconMapQuestion}
      title={t('frame.notFound.title')}
      actions={
        <ButtonLink to="/" mt="xs" variant="default">
          {t('frame.notFound.home')}
        </ButtonLink>
      }
    >
      {t('frame.notFound.text')}
    </EmptyState>
  );
};
