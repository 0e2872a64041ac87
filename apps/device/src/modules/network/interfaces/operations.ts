import type { DeviceContext } from '../../../platform/device-context.ts';
import { freshFor } from '../../../platform/fresh-for.ts';
import { declareOperation } from '../../../platform/http/operation.ts';
import { optional } from '../../../platform/model/model.ts';
import { withServiceFailures } from '../with-service-failures.ts';
import { interfaceParameter, onlyInterface } from './interface-parameter.ts';
import { interfacesByName } from './interface-schema.ts';
import { isEthernet, listInterfaces } from './list-interfaces.ts';

const everyInterface = 'all stands for every interface.';
const errors = { 500: 'The interfaces cannot be listed. Bare text.' };

/** `/network/interfaces` and `/network/ethernet/{interface}` (device service, section 3.6). */
export const declareInterfaceOperations = (context: DeviceContext): void => {
  const ask = shareQuestions(context);

  declareOperation(context, {
    method: 'GET',
    path: '/network/interfaces',
    tag: 'network',
    summary: 'List the network interfaces with their addresses',
    access: 'box-or-token',
    query: { interface: optional(interfaceParameter(everyInterface)) },
    answer: interfacesByName,
    errors,
    handle: ({ query }) => ask('any', query.interface),
  });
  declareOperation(context, {
    method: 'GET',
    path: '/network/interfaces/:interface',
    tag: 'network',
    summary: 'Show one network interface with its addresses',
    description: 'An interface that does not exist is an empty list.',
    access: 'box-or-token',
    params: { interface: interfaceParameter(everyInterface) },
    answer: interfacesByName,
    errors,
    handle: ({ params }) => ask('any', params.interface),
  });
  declareOperation(context, {
    method: 'GET',
    path: '/network/ethernet/:interface',
    tag: 'network',
    summary: 'Show one wired interface, or all',
    description: 'Virtual links are left out.',
    access: 'box-or-token',
    params: { interface: interfaceParameter(everyInterface) },
    answer: interfacesByName,
    errors,
    handle: ({ params }) => ask('ethernet', params.interface),
  });
};

/** Callers who ask the same at the same time share one run of the tool; nothing is remembered after that. */
const shareQuestions = (context: DeviceContext) => {
  const wired = isEthernet(context.settings.ethernetPrefix);
  const ask = freshFor(0, (key: string) => {
    const [kind, only] = key.split(' ');
    return listInterfaces(context, only, kind === 'ethernet' ? wired : undefined);
  });
  return (kind: 'any' | 'ethernet', name: string | undefined) => {
    const only = onlyInterface(name);
    return withServiceFailures(context.log, () => ask(only === undefined ? kind : `${kind} ${only}`));
  };
};
