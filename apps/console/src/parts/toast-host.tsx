import { MantineProvider } from '@mantine/core';
import { Notifications, notifications, type NotificationData } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { theme } from '../theme/theme.ts';

let mounted = false;

/** Puts the place where toasts appear beside the application, once. */
const mount = (): void => {
  if (mounted) return;
  mounted = true;
  const element = document.createElement('div');
  document.body.append(element);
  createRoot(element).render(
    // The variables and the colour scheme are those of the application, which has set them on the page.
    <MantineProvider theme={theme} withCssVariables={false} getRootElement={() => undefined}>
      <Notifications position="bottom-right" limit={3} />
    </MantineProvider>,
  );
};

export const showToast = (toast: NotificationData): void => {
  mount();
  notifications.show({ ...toast, closeButtonProps: { 'aria-label': i18next.t('common.close') } });
};
