// The rules that need types and that oxlint does not have. Everything else is oxlint's.
import tseslint from 'typescript-eslint';

const typedRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

const sources = (files, project) => ({
  files,
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { project, tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: typedRules,
});

export default [
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  sources(
    ['packages/**/*.ts', 'apps/controller/**/*.ts', 'apps/device/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
    ['./tsconfig.json'],
  ),
  sources(
    ['apps/device/src/modules/page/browser/*.ts'],
    ['./apps/device/src/modules/page/browser/tsconfig.json'],
  ),
  sources(['apps/console/src/**/*.{ts,tsx}'], ['./apps/console/tsconfig.json']),
];
