import { createHash } from 'node:crypto';

/** What a router tells about itself when it joins. */
export interface Router {
  name: string;
  mac: string;
  model: string;
  os: string;
  system: string;
  tags?: string;
  managementIp?: string;
}

/** A router that has joined, as far as the console's tests need one: it asks and reports over the real protocol. */
export interface SimulatedDevice {
  id: string;
  name: string;
  /** Asks for the checksum and fetches the configuration, as an agent does when the checksum is new to it. */
  fetchConfiguration(): Promise<void>;
  report(status: 'applied' | 'error', reason?: string): Promise<void>;
}

const post = async (url: string, values: Record<string, string>): Promise<string> => {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(values) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return text;
};

const get = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
};

const line = (reply: string, name: string): string => {
  const value = new RegExp(`^${name}: (.+)$`, 'm').exec(reply)?.[1];
  if (value === undefined) throw new Error(`no ${name} in ${reply}`);
  return value;
};

/** Lets a router join an organization with its shared secret. */
export const joinFleet = async (url: string, secret: string, router: Router): Promise<SimulatedDevice> => {
  const reply = await post(`${url}/controller/register/`, {
    backend: 'netjsonconfig.OpenWrt',
    key: createHash('md5').update(`${router.mac}+${secret}`).digest('hex'),
    secret,
    name: router.name,
    hardware_id: '',
    mac_address: router.mac,
    tags: router.tags ?? '',
    model: router.model,
    os: router.os,
    system: router.system,
    ...(router.managementIp === undefined ? {} : { management_ip: router.managementIp }),
  });
  const [id, key] = [line(reply, 'uuid'), line(reply, 'key')];
  const management = router.managementIp === undefined ? '' : `&management_ip=${router.managementIp}`;
  const address = (action: string): string => `${url}/controller/${action}/${id}/?key=${key}${management}`;
  return {
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    name: router.name,
    fetchConfiguration: async () => {
      await get(address('checksum'));
      await get(address('download-config'));
    },
    report: async (status, reason) => {
      await post(`${url}/controller/report-status/${id}/`, {
        key,
        status,
        ...(reason === undefined ? {} : { error_reason: reason }),
      });
    },
  };
};
