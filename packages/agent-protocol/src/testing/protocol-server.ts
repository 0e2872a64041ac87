import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { buildTar, type TarInput } from './build-tar.ts';

/** A device as the server keeps it. */
export interface ServedDevice {
  readonly id: string;
  readonly key: string;
  name: string;
  readonly macAddress: string;
  model: string;
  os: string;
  system: string;
  managementIp: string | null;
  status: string;
  errorReason: string;
  archive: Buffer;
}

/** A call as it came in. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  /** Last part of the path that names what is asked for, such as `checksum`. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Query of a GET, form of a POST. */
  readonly fields: URLSearchParams;
}

/** Answers instead of the server; false lets the server answer. */
export type Interception = (call: ReceivedCall, response: ServerResponse) => boolean;

export interface ProtocolServer {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  readonly devices: ReadonlyMap<string, ServedDevice>;
  /** Replaces the configuration of every device, known or to come; the status becomes `modified`. */
  readonly serve: (members: readonly TarInput[]) => void;
  /** Serves these bytes as every device's archive, whatever they are. */
  readonly serveBytes: (archive: Buffer) => void;
  readonly remove: (id: string) => void;
  /** From now on every call is shown to `interception` first. */
  readonly intercept: (interception: Interception) => void;
  readonly close: () => Promise<void>;
}

/**
 * A controller in memory that speaks the device protocol over real HTTP on a free port of the loopback, for tests
 * of the device's side. One organization, one configuration for all.
 */
export async function startProtocolServer(options: {
  readonly sharedSecret: string;
}): Promise<ProtocolServer> {
  const calls: ReceivedCall[] = [];
  const devices = new Map<string, ServedDevice>();
  let archive: Buffer = gzipSync(buildTar([systemConfig]));
  let interception: Interception = () => false;

  const serveBytes = (bytes: Buffer): void => {
    archive = bytes;
    for (const device of devices.values()) {
      device.archive = bytes;
      device.status = 'modified';
    }
  };

  const registerDevice = (call: ReceivedCall): Answer => {
    const missing = ['secret', 'name', 'mac_address', 'backend'].find(
      (name) => lastOf(call.fields, name) === '',
    );
    if (missing !== undefined) return missingParameter(missing);
    const field = (name: string): string => lastOf(call.fields, name);
    if (!['netjsonconfig.OpenWrt', 'netjsonconfig.OpenWisp', 'netloom.Linux'].includes(field('backend'))) {
      return { status: 403, body: 'error: wrong backend\n' };
    }
    if (!sameText(field('secret'), options.sharedSecret)) {
      return { status: 403, body: 'error: unrecognized secret' };
    }
    const key =
      field('key') ||
      createHash('md5')
        .update(`${field('mac_address')}+${field('secret')}`)
        .digest('hex');
    const known = [...devices.values()].find((device) => sameText(device.key, key));
    const device: ServedDevice = known ?? {
      id: randomUUID().replaceAll('-', ''),
      key,
      name: field('name'),
      macAddress: field('mac_address').toUpperCase(),
      model: '',
      os: '',
      system: '',
      managementIp: field('management_ip') || null,
      status: 'modified',
      errorReason: '',
      archive,
    };
    if (field('name') !== device.macAddress) device.name = field('name');
    device.model = field('model');
    device.os = field('os');
    device.system = field('system');
    devices.set(device.id, device);
    const lines = [
      'registration-result: success',
      `uuid: ${device.id}`,
      `key: ${device.key}`,
      `hostname: ${device.name}`,
      `is-new: ${known === undefined ? 1 : 0}`,
    ];
    return { status: 201, body: `${lines.join('\n')}\n` };
  };

  const answerDevice = (call: ReceivedCall, device: ServedDevice): Answer => {
    const key = lastOf(call.fields, 'key');
    if (key === '') return missingParameter('key');
    if (!sameText(key, device.key)) return { status: 403, body: 'error: wrong key\n' };
    switch (call.operation) {
      case 'checksum':
        device.managementIp = lastOf(call.fields, 'management_ip') || null;
        return { status: 200, body: createHash('md5').update(device.archive).digest('hex') };
      case 'download-config':
        return {
          status: 200,
          body: device.archive,
          headers: {
            'Content-Type': 'application/octet-stream',
            'Content-Disposition': `attachment; filename=${device.name}.tar.gz`,
          },
        };
      case 'update-info':
        device.model = lastOf(call.fields, 'model').trim() || device.model;
        device.os = lastOf(call.fields, 'os').trim() || device.os;
        device.system = lastOf(call.fields, 'system').trim() || device.system;
        return { status: 200, body: 'update-info: success' };
      default: {
        const status = lastOf(call.fields, 'status');
        if (status === '') return missingParameter('status');
        if (!['applied', 'error'].includes(status)) return { status: 403, body: 'error: wrong status\n' };
        device.status = status;
        device.errorReason = status === 'error' ? lastOf(call.fields, 'error_reason') : '';
        return { status: 200, body: `report-result: success\ncurrent-status: ${status}\n` };
      }
    }
  };

  const answer = (call: ReceivedCall): Answer => {
    const route = routes.find(({ pattern }) => pattern.test(call.path));
    const id = route?.pattern.exec(call.path)?.[1]?.replaceAll('-', '');
    if (route === undefined) return notFound;
    if (call.method !== route.method) return { status: 405, body: '', headers: { Allow: route.method } };
    if (id === undefined) return registerDevice(call);
    const device = devices.get(id);
    if (device === undefined) return notFound;
    return route.monitoring ? answerMonitoring(call, device) : answerDevice(call, device);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body = Buffer.concat(chunks).toString('utf8');
      const path = url.pathname;
      const operation = operations.find((name) => path.includes(`/${name}/`)) ?? '';
      const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
      const fields = isForm ? new URLSearchParams(body) : url.searchParams;
      const call = { method: request.method ?? '', path, operation, headers: request.headers, body, fields };
      calls.push(call);
      if (!interception(call, response)) write(response, answer(call));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    devices,
    serve: (members) => serveBytes(gzipSync(buildTar(members))),
    serveBytes,
    remove: (id) => devices.delete(id),
    intercept: (next) => {
      interception = next;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const systemConfig: TarInput = {
  path: 'etc/config/system',
  contents: "config system 'system'\n\toption hostname 'stand-in'\n",
};

const operations = ['register', 'checksum', 'download-config', 'update-info', 'report-status', 'monitoring'];

const id = '([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const routes = [
  { pattern: /^\/controller\/(?:device\/)?register\/$/, method: 'POST', monitoring: false },
  { pattern: deviceRoute('(?:checksum|download-config)'), method: 'GET', monitoring: false },
  { pattern: deviceRoute('(?:update-info|report-status)'), method: 'POST', monitoring: false },
  { pattern: new RegExp(`^/api/v1/monitoring/device/${id}/$`), method: 'POST', monitoring: true },
];

function deviceRoute(names: string): RegExp {
  return new RegExp(`^/controller/(?:device/)?${names}/${id}/$`);
}

const notFound: Answer = { status: 404, body: 'not found' };

function missingParameter(name: string): Answer {
  return { status: 400, body: `error: missing required parameter "${name}"\n` };
}

function answerMonitoring(call: ReceivedCall, device: ServedDevice): Answer {
  const json = { 'Content-Type': 'application/json' };
  if (!sameText(lastOf(call.fields, 'key'), device.key)) {
    return { status: 403, body: '{"detail":"wrong key"}', headers: json };
  }
  const time = call.fields.get('time') ?? '01-01-2026_00:00:00.0';
  if (!/^\d{2}-\d{2}-\d{4}_\d{2}:\d{2}:\d{2}\.\d{1,6}$/.test(time)) {
    return { status: 400, body: '{"detail":"Incorrect time format"}', headers: json };
  }
  return isMonitoringDocument(call.body)
    ? { status: 200, body: '' }
    : { status: 400, body: '"Invalid data"', headers: json };
}

function isMonitoringDocument(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && 'type' in document;
  } catch {
    return false;
  }
}

function lastOf(fields: URLSearchParams, name: string): string {
  return fields.getAll(name).at(-1) ?? '';
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain',
    'X-Openwisp-Controller': 'true',
    ...headers,
  });
  response.end(body);
}
