import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eff2ff',
  '#dfe4f8',
  '#bac6ee',
  '#98abe8',
  '#7f95e0',
  '#6980d8',
  '#5670ce',
  '#4460bd',
  '#39529f',
  '#2d4282',
];

const dark: MantineColorsTuple = [
  '#d7dbe3',
  '#b6bdca',
  '#98a1b1',
  '#6d7687',
  '#474e5c',
  '#343a46',
  '#282d37',
  '#1f232b',
  '#191c23',
  '#12151a',
];

/** The head of a dialog is no landmark of the page, which has its own. */
const dialogHeader = { header: { role: 'presentation' } };

const dialogTitle = { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 };

const alertHealth: Readonly<Record<string, string>> = {
  red: 'critical',
  yellow: 'problem',
  green: 'ok',
  gray: 'unknown',
};

/** Alerts have the colours of health: softer than Mantine's, and the same as everywhere else. */
const alertColors = (_: unknown, { color }: { color?: string }) => {
  const health = alertHealth[color ?? ''];
  if (health === undefined) return { root: {} };
  return {
    root: {
      '--alert-bg': `var(--${health}-soft)`,
      '--alert-color': `var(--${health})`,
      '--alert-bd': `1px solid color-mix(in srgb, var(--${health}-solid) 35%, transparent)`,
    },
  };
};

/** Shapes, sizes and colours of the console. One accent; health has colours of its own (health-colors.ts). */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: { accent, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SFMono-Regular', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Alert: { vars: alertColors },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
    Drawer: {
      defaultProps: { position: 'right', padding: 'lg', attributes: dialogHeader },
      styles: { title: dialogTitle },
    },
    Modal: { defaultProps: { attributes: dialogHeader }, styles: { title: dialogTitle } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
  },
});

/** Mantine's grey texts are too light for WCAG AA on our backgrounds; canvas and health colours are our own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616e',
    '--mantine-color-placeholder': '#6a7280',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-disabled-color': '#6a7280',
    '--mantine-color-default-border': '#d9dde4',
    '--canvas': '#f5f6f9',
    '--surface': '#ffffff',
    '--surface-raised': '#f1f3f7',
    '--hairline': '#e3e6ec',
    '--row-hover': '#f3f5fb',
    '--row-active': '#e9eefc',
    '--ok': '#146c37',
    '--ok-soft': '#e2f4e8',
    '--ok-solid': '#2f9e5b',
    '--problem': '#815000',
    '--problem-soft': '#fcefd5',
    '--problem-solid': '#e5a021',
    '--critical': '#a82219',
    '--critical-soft': '#fde8e6',
    '--critical-solid': '#d13b30',
    '--unknown': '#525a67',
    '--unknown-soft': '#eceef2',
    '--unknown-solid': '#b4bac5',
    '--deactivated': '#3f5069',
    '--deactivated-soft': '#e3e9f2',
    '--deactivated-solid': '#64748f',
    '--added-soft': '#e0f5e7',
    '--removed-soft': '#fde7e5',
    '--code-key': '#2d4282',
    '--code-string': '#146c37',
    '--code-number': '#815000',
    '--code-word': '#a82219',
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-dimmed': '#a3abb9',
    '--mantine-color-placeholder': '#8f98a8',
    '--mantine-color-error': '#ff8f86',
    '--mantine-color-disabled-color': '#98a1b1',
    '--mantine-color-default-border': '#3c434f',
    '--mantine-color-anchor': '#9db2f5',
    '--canvas': '#14171c',
    '--surface': '#1c2027',
    '--surface-raised': '#252a33',
    '--hairline': '#2c323c',
    '--row-hover': '#232833',
    '--row-active': '#27304a',
    '--ok': '#6fd698',
    '--ok-soft': '#15321f',
    '--ok-solid': '#3fae6b',
    '--problem': '#f2bd63',
    '--problem-soft': '#38290e',
    '--problem-solid': '#e0a12e',
    '--critical': '#ff948b',
    '--critical-soft': '#401a17',
    '--critical-solid': '#e0564b',
    '--unknown': '#b0b8c5',
    '--unknown-soft': '#2b303a',
    '--unknown-solid': '#5d6675',
    '--deactivated': '#a6bad8',
    '--deactivated-soft': '#232e3f',
    '--deactivated-solid': '#7587a6',
    '--added-soft': '#17331f',
    '--removed-soft': '#421d1a',
    '--code-key': '#9db2f5',
    '--code-string': '#6fd698',
    '--code-number': '#f2bd63',
    '--code-word': '#ff948b',
  },
});
