import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Sets the browser's title: the most specific part first. */
export const usePageTitle = (...parts: (string | undefined)[]): void => {
  const { t } = useTranslation();
  const title = [...parts.filter((part) => part !== undefined && part !== ''), t('common.product')].join(
    ' · ',
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
};
