import { MantineProvider } from '@mantine/core';
import { ApiError, NoAnswer } from '@netloom/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ShortcutProvider } from './keyboard/shortcuts.tsx';
import { LiveProvider } from './live/live-context.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { router } from './router.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { colorSchemeManager } from './theme/color-scheme.ts';
import { cssVariables, theme } from './theme/theme.ts';

/** Only a missing or overburdened server may answer otherwise the next time. */
const mayRecover = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof ApiError && error.status === 503);

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && mayRecover(error),
      refetchOnWindowFocus: true,
      staleTime: 10_000,
    },
  },
});

/** Everything that stands around the pages and is not seen. */
export const App = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    colorSchemeManager={colorSchemeManager}
    defaultColorScheme="auto"
    deduplicateInlineStyles
  >
    <ErrorBoundary resetKey="app">
      <QueryClientProvider client={queryClient}>
        <SessionGate>
          <LiveProvider>
            <ShortcutProvider>
              <RouterProvider router={router} />
            </ShortcutProvider>
          </LiveProvider>
        </SessionGate>
      </QueryClientProvider>
    </ErrorBoundary>
  </MantineProvider>
);
