import { unwrap } from '@netloom/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/api.ts';

/** Which second factors the person has. */
export const useSecondFactor = () =>
  useQuery({
    queryKey: ['account', 'second-factor'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/session/second-factor/', { signal })),
  });

/** Asks again for everything about the account: to be called after each change of it. */
export const useAccountChanged = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['account'] });
};
