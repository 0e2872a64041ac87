// Module boundaries (ARCHITECTURE.md, "Invariants"). A module is entered through its index.ts, and only downwards.
const order = [
  'users',
  'audit',
  'notifications',
  'pki',
  'ipam',
  'geo',
  'configuration',
  'connections',
  'monitoring',
  'firmware',
  'topology',
  'radius',
  'webhooks',
];
const modules = 'apps/controller/src/modules';

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'module-through-its-face',
      comment: 'Another module is reached through its index.ts only.',
      severity: 'error',
      from: { path: `^${modules}/([^/]+)/` },
      to: { path: `^${modules}/([^/]+)/`, pathNot: [`^${modules}/$1/`, `^${modules}/[^/]+/index\\.ts$`] },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^apps/controller/src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: `^${modules}/` },
    },
    ...order.map((name, position) => ({
      name: `${name}-looks-down-only`,
      severity: 'error',
      from: { path: `^${modules}/${name}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^${modules}/(${order.slice(position + 1).join('|') || 'none'})/` },
    })),
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/(?!cli/)' },
      to: { path: '^apps/' },
    },
    {
      name: 'pure-packages-do-no-io',
      comment: 'They run in the browser too.',
      severity: 'error',
      from: { path: '^packages/(netjson|netjson-config|netjson-topology)/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
