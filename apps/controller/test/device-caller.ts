import { randomBytes } from 'node:crypto';
import type { TestController } from '../src/testing/index.ts';
import { rawRequest, type RawAnswer } from './raw-request.ts';

type Parameters = Readonly<Record<string, string>>;

/** A registered device of a test. */
export interface Registered {
  answer: RawAnswer;
  /** As the agent writes it: without dashes. */
  hex: string;
  /** As the REST API writes it. */
  id: string;
  key: string;
  name: string;
}

/** Speaks the device protocol to a controller, request by request. */
export const deviceCaller = (controller: Pick<TestController, 'url' | 'sharedSecret'>) => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const encode = (parameters: Parameters): string => new URLSearchParams(parameters).toString();
  const post = (path: string, body: string | Parameters, headers: Parameters = {}): Promise<RawAnswer> =>
    rawRequest(controller.url, {
      method: 'POST',
      path: `/controller/${path}`,
      headers: { ...form, ...headers },
      body: typeof body === 'string' ? body : encode(body),
    });
  const get = (
    path: string,
    query: string | Parameters = '',
    headers: Parameters = {},
  ): Promise<RawAnswer> => {
    const text = typeof query === 'string' ? query : encode(query);
    return rawRequest(controller.url, {
      path: `/controller/${path}${text === '' ? '' : `?${text}`}`,
      headers,
    });
  };

  const newForm = (): Parameters => ({
    backend: 'netjsonconfig.OpenWrt',
    key: randomBytes(16).toString('hex'),
    secret: controller.sharedSecret,
    name: `ap-${randomBytes(6).toString('hex')}`,
    hardware_id: '',
    mac_address: randomMac(),
    tags: '',
    model: 'Test model',
    os: 'OpenWrt 23.05.3 r23809-234f1a2efa',
    system: 'Test system',
  });
  /** Registers; `fields` replace those of a made-up device, undefined leaves one out. */
  const register = async (
    fields: Readonly<Record<string, string | undefined>> = {},
    headers: Parameters = {},
  ): Promise<Registered> => {
    const given = Object.fromEntries(
      Object.entries({ ...newForm(), ...fields }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    );
    const answer = await post('register/', given, headers);
    const line = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(answer.text)?.[1] ?? '';
    const hex = line('uuid');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { answer, hex, id, key: line('key'), name: line('hostname') };
  };
  return {
    get,
    post,
    register,
    poll: ({ hex, key }: Registered, query: Parameters = {}, headers: Parameters = {}) =>
      get(`checksum/${hex}/`, { key, ...query }, headers),
    download: ({ hex, key }: Registered, query: Parameters = {}, headers: Parameters = {}) =>
      get(`download-config/${hex}/`, { key, ...query }, headers),
    report: ({ hex, key }: Registered, fields: Parameters) =>
      post(`report-status/${hex}/`, { key, ...fields }),
    updateInfo: ({ hex, key }: Registered, fields: Parameters) =>
      post(`update-info/${hex}/`, { key, ...fields }),
  };
};

export const randomMac = (): string =>
  ['02', ...(randomBytes(5).toString('hex').toUpperCase().match(/../g) ?? [])].join(':');
