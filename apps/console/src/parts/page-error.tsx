import { useTranslation } from 'react-i18next';
import { describeError } from './describe-error.ts';
import { ErrorState } from './error-state.tsx';
import { usePageTitle } from './page-title.ts';

/** In the place of a page that could not be shown. */
export const PageError = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const { t } = useTranslation();
  usePageTitle(describeError(error, t).title);
  return <ErrorState error={error} onRetry={onRetry} level={1} />;
};
