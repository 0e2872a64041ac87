import type { DeviceContext } from '../../../platform/device-context.ts';
import { freshFor } from '../../../platform/fresh-for.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import type { Schema } from '../../../platform/model/model.ts';
import { describeNetwork } from './describe-network.ts';

const error: Schema = { type: 'string', description: 'Why there is nothing, or not all.' };
const linesSchema: Schema = {
  type: 'object',
  properties: { info: { type: 'array', items: { type: 'string' } }, error },
};
const bySection: Schema = { type: 'object', properties: { error }, additionalProperties: true };

const answer: Schema = {
  type: 'object',
  properties: {
    interfaces: { ...bySection, description: '`{"status", "ip"}` by interface.' },
    wlan_interfaces: {
      ...bySection,
      description: '`{"driver", "addr", "mode", "ssid", "freq", "channel"}` by interface.',
    },
    eth0_ipconfig_info: linesSchema,
    vlan_info: linesSchema,
    lldp_neighbour_info: linesSchema,
    cdp_neighbour_info: linesSchema,
    public_ip: linesSchema,
  },
  required: [
    'interfaces',
    'wlan_interfaces',
    'eth0_ipconfig_info',
    'vlan_info',
    'lldp_neighbour_info',
    'cdp_neighbour_info',
    'public_ip',
  ],
};

/** `/network/info/` (device service, section 3.5). */
export const declareInfoOperations = (context: DeviceContext): void => {
  const describe = freshFor(
    context.settings.infoCacheSeconds * 1000,
    () => describeNetwork(context),
    () => context.clock().getTime(),
  );
  declareOperation(context, {
    method: 'GET',
    path: '/network/info/',
    tag: 'network_information',
    summary: 'Describe the network of the box in one object',
    description:
      'Interfaces, WLAN, addresses of eth0, VLAN, neighbours and the public address. A section that cannot be read says so in `error` and leaves the others alone.',
    access: 'box-or-token',
    answer,
    handle: () => describe('all'),
  });
};
