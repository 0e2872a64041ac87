type Schema = Readonly<Record<string, unknown>>;

/** The operations of the device protocol, by the last part of their names in the API document. */
export type DeviceOperation = 'register' | 'checksum' | 'download-config' | 'update-info' | 'report-status';

interface Description {
  summary: string;
  query?: Schema;
  form?: Schema;
  required?: readonly string[];
  answer: Schema;
  status?: number;
}

const text = { type: 'string' };
const key = { ...text, description: 'The secret of the device.' };
const managementIp = {
  ...text,
  description: 'Address at which the device can be reached. Absent: it has none.',
};

const descriptions: Record<DeviceOperation, Description> = {
  register: {
    summary: 'A device introduces itself',
    form: {
      secret: { ...text, description: 'Shared secret of an organization.' },
      name: { ...text, description: 'Host name or MAC address.' },
      mac_address: text,
      backend: { ...text, examples: ['netjsonconfig.OpenWrt'] },
      key: { ...text, description: 'By which the device is known again after a reset.' },
      hardware_id: text,
      management_ip: managementIp,
      tags: { ...text, description: 'Tags of templates that the device wants, separated by spaces.' },
      model: text,
      os: text,
      system: text,
    },
    required: ['secret', 'name', 'mac_address', 'backend'],
    status: 201,
    answer: { ...text, description: 'Lines `registration-result`, `uuid`, `key`, `hostname` and `is-new`.' },
  },
  checksum: {
    summary: 'A device asks what it should run',
    query: { key, management_ip: managementIp },
    required: ['key'],
    answer: { ...text, description: 'MD5 of the archive that the device should run, 32 hexadecimal digits.' },
  },
  'download-config': {
    summary: 'A device fetches its configuration',
    query: { key, management_ip: managementIp },
    required: ['key'],
    answer: { ...text, format: 'binary', description: 'The archive, tar.gz.' },
  },
  'update-info': {
    summary: 'A device says what it is',
    form: { key, model: text, os: text, system: text },
    required: ['key'],
    answer: { ...text, description: '`update-info: success`' },
  },
  'report-status': {
    summary: 'A device says what became of its configuration',
    form: { key, status: { ...text, enum: ['applied', 'error', 'modified'] }, error_reason: text },
    required: ['key', 'status'],
    answer: { ...text, description: 'Lines `report-result` and `current-status`.' },
  },
};

/** The part of the API document about one operation. */
export const describeOperation = (operation: DeviceOperation, paths: 'legacy' | 'current'): Schema => {
  const { summary, query, form, required = [], answer, status = 200 } = descriptions[operation];
  const failure = (description: string): Schema => ({ ...text, description });
  return {
    tags: ['device protocol'],
    summary: paths === 'legacy' ? `${summary} (as the agent calls it)` : summary,
    operationId: `${operation}_${paths}`.replaceAll('-', '_'),
    security: [],
    ...(operation === 'register'
      ? {}
      : { params: { type: 'object', properties: { id: text }, required: ['id'] } }),
    ...(query ? { querystring: { type: 'object', properties: query, required } } : {}),
    ...(form
      ? {
          consumes: ['application/x-www-form-urlencoded'],
          body: { type: 'object', properties: form, required },
        }
      : {}),
    response: {
      [status]: answer,
      400: failure('A parameter is missing or a value is not allowed.'),
      403: failure('The secret, the key or a value is wrong, or the device is deactivated.'),
      404: failure('There is no such device, or it is not served.'),
      429: failure('Too many failed attempts; see Retry-After.'),
    },
  };
};
