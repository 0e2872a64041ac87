import { unwrap } from '@netloom/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { toastError } from '../parts/toast.ts';

/** Ends the session and forgets everything that it had asked for. */
export const useLogOut = (): (() => void) => {
  const client = useQueryClient();
  const { t } = useTranslation();
  return () => {
    const leave = async (): Promise<void> => {
      await unwrap(api.DELETE('/api/v1/session/'));
      client.setQueryData(['session'], null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    };
    leave().catch((error: unknown) => toastError(error, t));
  };
};
