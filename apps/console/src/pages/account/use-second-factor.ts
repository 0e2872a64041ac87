import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/request.ts';

export interface SecondFactor {
  totp: boolean;
  passkeys: number;
  /** How many are left. */
  recovery_codes: number;
  /** Organizations that ask for a second factor. */
  required_by: string[];
}

/** What `session/passkeys/` and the confirmation of codes give with the first factor. */
export interface WithRecoveryCodes {
  recovery_codes: string[];
}

/** Which second factors the person has. */
export const useSecondFactor = () =>
  useQuery({
    queryKey: ['account', 'second-factor'],
    queryFn: ({ signal }) => api.get<SecondFactor>('session/second-factor/', undefined, signal),
  });

/** Asks again for everything about the account: to be called after each change of it. */
export const useAccountChanged = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['account'] });
};
