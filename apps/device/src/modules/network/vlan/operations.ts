import type { DeviceContext } from '../../../platform/device-context.ts';
import { textError } from '../../../platform/http/answer-error.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { boolean, withDefault, type Schema } from '../../../platform/model/model.ts';
import { interfaceParameter, isAll, onlyInterface } from '../interfaces/interface-parameter.ts';
import { interfacesByName } from '../interfaces/interface-schema.ts';
import type { InterfaceObject } from '../interfaces/list-interfaces.ts';
import { withServiceFailures } from '../with-service-failures.ts';
import { deleteVlan, replaceVlan } from './change-vlans.ts';
import { listVlans } from './list-vlans.ts';
import { vlanAddresses } from './vlan-address.ts';
import { readVlanId, vlanOrAll, vlanParameter } from './vlan-parameter.ts';

const outcomeSchema: Schema = {
  type: 'object',
  properties: {
    success: { type: 'boolean' },
    result: interfacesByName,
    errors: { type: 'null' },
  },
  required: ['success', 'result', 'errors'],
};

const listErrors = { 500: 'The VLANs cannot be listed. Bare text.' };
const changeErrors = {
  400: 'The interface is all, which cannot be changed. Bare text.',
  500: 'The tool failed; the text tells at which step and what it said.',
};

/** VLANs below `/network/ethernet` (device service, section 3.6). */
export const declareVlanOperations = (context: DeviceContext): void => {
  const list = (
    parent: string | undefined,
    vlan?: number | 'all',
  ): Promise<Record<string, InterfaceObject[]>> =>
    withServiceFailures(context.log, () =>
      listVlans(context, { parent: onlyInterface(parent), id: vlan === 'all' ? undefined : vlan }),
    );
  const parameter = interfaceParameter('The interface that VLANs stand on, or all.');
  const shared = { tag: 'network', access: 'box-or-token' } as const;

  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/ethernet/all/vlan',
    summary: 'List all VLANs by the interfaces that they stand on',
    answer: interfacesByName,
    errors: listErrors,
    handle: () => list(undefined),
  });
  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/ethernet/all/vlan/:vlan',
    summary: 'List the VLANs with one id on all interfaces',
    params: { vlan: vlanOrAll },
    answer: interfacesByName,
    errors: listErrors,
    handle: ({ params }) => list(undefined, params.vlan),
  });
  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/ethernet/:interface/vlan',
    summary: 'List the VLANs of one interface',
    params: { interface: parameter },
    answer: interfacesByName,
    errors: listErrors,
    handle: ({ params }) => list(params.interface),
  });
  declareOperation(context, {
    ...shared,
    method: 'GET',
    path: '/network/ethernet/:interface/vlan/:vlan',
    summary: 'Show one VLAN of one interface',
    params: { interface: parameter, vlan: vlanOrAll },
    answer: interfacesByName,
    errors: listErrors,
    handle: ({ params }) => list(params.interface, params.vlan),
  });

  /** Refuses `all` before anything else is looked at; then reads the id. */
  const vlanOf = (params: { interface: string; vlan: string }) => {
    if (isAll(params.interface))
      throw textError(400, 'The "all" meta-interface is not currently supported for this operation');
    return { parent: params.interface, ...readVlanId(params.interface, params.vlan) };
  };
  const outcome = async (parent: string) => ({ success: true, result: await list(parent), errors: null });

  declareOperation(context, {
    ...shared,
    method: 'POST',
    path: '/network/ethernet/:interface/vlan/:vlan',
    summary: 'Make a VLAN with its addresses',
    description:
      'Replaces a VLAN that is there. An address is fixed, or comes by DHCP when it is dynamic. A VLAN that cannot be finished is removed again. Nothing is kept over a restart of the box.',
    params: { interface: parameter, vlan: vlanParameter },
    body: vlanAddresses,
    answer: outcomeSchema,
    errors: changeErrors,
    handle: async ({ params, body }) => {
      const vlan = vlanOf(params);
      await withServiceFailures(context.log, () => replaceVlan(context, vlan, body));
      return outcome(vlan.parent);
    },
  });
  declareOperation(context, {
    ...shared,
    method: 'DELETE',
    path: '/network/ethernet/:interface/vlan/:vlan',
    summary: 'Remove a VLAN',
    params: { interface: parameter, vlan: vlanParameter },
    query: {
      allow_missing: withDefault(boolean({ description: 'A VLAN that does not exist is no error.' }), false),
    },
    answer: outcomeSchema,
    errors: changeErrors,
    handle: async ({ params, query }) => {
      const vlan = vlanOf(params);
      await withServiceFailures(context.log, () => deleteVlan(context, vlan, query.allow_missing));
      return outcome(vlan.parent);
    },
  });
};
