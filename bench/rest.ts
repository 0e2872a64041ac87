// How fast pages of long lists are answered: filtered, searched, ordered, deep inside, by number and by key, for a
// superuser and for a manager of three of 200 organizations; beside a bare node:http server in the same run.
//
//   npm run bench -- rest [--users 100000] [--devices 100000] [--seconds 1]
//
// A line a page: p95 and median in milliseconds, milliseconds of processor time of the controller (which a busy machine
// does not change much), and its SQL statements, counted by itself.
import { parseArgs } from 'node:util';
import { hashPassword } from '@netloom/server-kit';
import { startBareProcess } from './support/bare-process.ts';
import { adminPassword, startControllerProcess } from './support/controller-process.ts';
import { loadHttp, quantile, round } from './support/http-load.ts';
import { processorMs } from './support/processor-time.ts';
import { seedFleet } from './support/seed-fleet.ts';

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '100000' },
    devices: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '1' },
  },
});
const [users, devices, seconds] = [values.users, values.devices, values.seconds].map(Number) as [
  number,
  number,
  number,
];

// The first start makes the tables and the key that the seeds are sealed with.
const first = await startControllerProcess();
const { dataDir } = first;
await first.stop({ keepData: true });
const seedingStarted = performance.now();
const fleet = seedFleet(dataDir, { users, devices, passwordHash: await hashPassword(adminPassword) });
console.log(
  `${users} users and ${devices} devices seeded in ${round((performance.now() - seedingStarted) / 1000, 1)} s`,
);

const controller = await startControllerProcess({ dataDir });
console.log(`ready after ${Math.round(controller.readyMs)} ms`);
const port = Number(new URL(controller.url).port);

const bearerOf = async (username: string): Promise<string> => {
  const response = await fetch(`${controller.url}/api/v1/users/token/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: adminPassword }),
  });
  return `Bearer ${((await response.json()) as { token: string }).token}`;
};

/** A page in the middle of a list by key: the cursor that comes after some pages. */
const cursorInside = async (path: string, authorization: string): Promise<string> => {
  let cursor = '';
  for (let page = 0; page < 20; page++) {
    const response = await fetch(`${controller.url}${path}&page_size=500&cursor=${cursor}`, {
      headers: { authorization },
    });
    const { next_cursor: next } = (await response.json()) as { next_cursor: string | null };
    if (next === null) break;
    cursor = next;
  }
  return cursor;
};

const [organization = ''] = fleet.manages;
const [group = ''] = fleet.groups;
const userQueries = [
  '',
  'is_active=true',
  'is_active=false&ordering=username',
  'is_staff=true&ordering=-last_login',
  `organization=${organization}&ordering=username`,
  'search=user-0123',
  'search=Last0042&is_active=true&ordering=username',
  'search=nobodyatall',
  'ordering=username',
  'ordering=-username',
  'ordering=last_login',
  'ordering=email',
  'page=last',
  'page_size=100&ordering=username&page=9',
  'group=1&ordering=-date_joined',
];
const deviceQueries = [
  '',
  'ordering=name',
  'ordering=-last_seen',
  'ordering=mac_address',
  'ordering=model',
  'ordering=status',
  `organization=${organization}&ordering=name`,
  'organization_slug=bench-001',
  `group=${group}`,
  'config__status=error&ordering=name',
  'config__status=applied&ordering=-created',
  'config__status=modified&ordering=-last_seen',
  `config__templates=${fleet.template}&ordering=name`,
  'is_deactivated=true&ordering=name',
  'seen=never',
  'created__gte=2025-02-01&ordering=created',
  'name=ap-0123',
  'mac_address=02:0A',
  'search=ap-0042',
  'search=Model 7',
  'search=nothinglikethis',
  'page=last',
  'page_size=100&ordering=name&page=9',
];
const deepPages: Record<string, string[]> = {
  superuser: ['page=5000', 'ordering=name&page=9000'],
  manager: ['page=100', 'ordering=name&page=100'],
};

/** SQL statements that the controller has run since its start. */
const statementsSoFar = async (): Promise<number> => {
  const text = await (await fetch(`${controller.url}/metrics`)).text();
  return Number(/^netloom_database_statements_total (\d+)/m.exec(text)?.[1] ?? Number.NaN);
};

/** Of one page: the least of some, because jobs run statements too. */
const statementsOf = async (path: string, authorization: string): Promise<number> => {
  const counts: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const before = await statementsSoFar();
    await (await fetch(`${controller.url}${path}`, { headers: { authorization } })).arrayBuffer();
    counts.push((await statementsSoFar()) - before);
  }
  return Math.min(...counts);
};

interface Measured {
  caller: string;
  path: string;
  p95: number;
  /** Mean processor time, in milliseconds. */
  cpu: number;
  statements: number;
}

const measured: Measured[] = [];
let failures = 0;
const bare = await startBareProcess();
const bareLatencies: number[] = [];
try {
  for (const [caller, authorization] of [
    ['superuser', await bearerOf('admin')],
    ['manager', await bearerOf(fleet.username)],
  ] as const) {
    const lists: [base: string, queries: string[]][] = [
      ['/api/v1/users/user/', userQueries],
      ['/api/v1/controller/device/', deviceQueries],
    ];
    for (const [base, queries] of lists) {
      const order = base.includes('device') ? 'name' : 'username';
      const cursor = await cursorInside(`${base}?ordering=${order}`, authorization);
      const all = [
        ...queries,
        ...(deepPages[caller] ?? []).map((query) => query.replace('ordering=name', `ordering=${order}`)),
        `ordering=${order}&cursor=`,
        `ordering=${order}&cursor=${cursor}`,
      ];
      for (const query of all) {
        const path = `${base}?${query.replaceAll(' ', '+')}`;
        const load = { connections: 1, seconds, paths: [path] };
        const computed = processorMs(controller.pid);
        const result = await loadHttp({ port, authorization, ...load });
        const cpu = (processorMs(controller.pid) - computed) / result.requests;
        failures += result.failures;
        const { latencies } = await loadHttp({
          ...load,
          port: bare.port,
          seconds: seconds / 10,
          paths: ['/'],
        });
        bareLatencies.push(...latencies);
        const p95 = quantile(result.latencies, 0.95);
        const statements = await statementsOf(path, authorization);
        measured.push({ caller, path, p95, cpu, statements });
        console.log(
          [
            p95.toFixed(1).padStart(8),
            quantile(result.latencies, 0.5).toFixed(1).padStart(8),
            cpu.toFixed(1).padStart(6),
            String(statements).padStart(3),
            caller.padEnd(9),
            decodeURIComponent(path).slice(0, 110),
          ].join(' '),
        );
      }
    }
  }
} finally {
  bare.stop();
  await controller.stop();
}

const worst = measured.toSorted((a, b) => b.p95 - a.p95)[0];
const bareP95 = quantile(bareLatencies, 0.95);
console.log(
  JSON.stringify({
    users,
    devices,
    pages: measured.length,
    failures,
    worstP95Ms: round(worst?.p95 ?? Number.NaN),
    worst: `${worst?.caller} ${worst?.path}`,
    over50ms: measured.filter(({ p95 }) => p95 >= 50).length,
    worstProcessorMs: round(Math.max(...measured.map(({ cpu }) => cpu))),
    medianOfP95Ms: round(
      quantile(
        measured.map(({ p95 }) => p95),
        0.5,
      ),
    ),
    bareP95Ms: round(bareP95, 3),
    worstToBare: round((worst?.p95 ?? Number.NaN) / bareP95, 0),
    statements: [...new Set(measured.map(({ statements }) => statements))].toSorted((a, b) => a - b),
  }),
);
