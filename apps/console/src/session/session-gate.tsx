import { ApiError, unwrap } from '@netloom/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { api, whenUnauthorized } from '../api/api.ts';
import { loadPageTexts, showLanguage } from '../i18n/i18n.ts';
import type { Session } from '../model/session.ts';
import { ErrorState } from '../parts/error-state.tsx';
import { passwordChangePage } from './login.ts';
import { SessionContext } from './session-context.ts';

const LoginPage = lazy(async () => {
  const [{ LoginPage: component }] = await Promise.all([import('./login-page.tsx'), loadPageTexts()]);
  return { default: component };
});

const FactorRequiredPage = lazy(async () => {
  const [{ FactorRequiredPage: component }] = await Promise.all([
    import('../pages/account/factor-required-page.tsx'),
    loadPageTexts(),
  ]);
  return { default: component };
});

const sessionKey = ['session'] as const;

const sorted = (session: Session): Session => ({
  ...session,
  organizations: session.organizations.toSorted((first, second) => first.name.localeCompare(second.name)),
});

const readSession = async (signal: AbortSignal): Promise<Session | null> => {
  try {
    const session = await unwrap(api.GET('/api/v1/session/', { signal }));
    await showLanguage(session.user.language);
    return sorted(session);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    // Whoever logs in again is told where to choose a new one.
    if (passwordChangePage(error) !== undefined) return null;
    throw error;
  }
};

/**
 * Shows the login page in the place of everything until somebody is logged in. The address stays, so that a login
 * leads to where one wanted to go, also when a session ends in the middle of something.
 */
export const SessionGate = ({ children }: { children: ReactNode }) => {
  const client = useQueryClient();
  const [expired, setExpired] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 5 * 60_000,
    retry: 1,
  });

  useEffect(() => {
    whenUnauthorized((path) => {
      if (path === '/api/v1/session/') return;
      setExpired(true);
      client.setQueryData(sessionKey, null);
    });
  }, [client]);

  const enter = async (session: Session): Promise<void> => {
    await showLanguage(session.user.language);
    setExpired(false);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    client.setQueryData(sessionKey, sorted(session));
  };

  if (data) {
    return (
      <SessionContext value={data}>
        {data.restriction === 'second_factor_required' ? (
          <Suspense>
            <FactorRequiredPage />
          </Suspense>
        ) : (
          children
        )}
      </SessionContext>
    );
  }
  if (data === null) {
    return (
      <Suspense>
        <LoginPage expired={expired} onLogin={(session) => void enter(session)} />
      </Suspense>
    );
  }
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null;
};
