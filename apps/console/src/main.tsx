import '@fontsource-variable/inter';
import '@mantine/core/styles.layer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startTranslations } from './i18n/i18n.ts';
import './theme/base.css';

const element = document.getElementById('root');
if (!element) throw new Error('the page has no root element');

await startTranslations();
createRoot(element).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
