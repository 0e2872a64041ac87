import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/request.ts';
import { toastError } from '../parts/toast.ts';

/** Ends the session and forgets everything that it had asked for. */
export const useLogOut = (): (() => void) => {
  const client = useQueryClient();
  const { t } = useTranslation();
  return () => {
    const leave = async (): Promise<void> => {
      await api.delete('session/');
      client.setQueryData(['session'], null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    };
    leave().catch((error: unknown) => toastError(error, t));
  };
};
