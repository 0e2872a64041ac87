import type { DeviceContext } from '../../platform/device-context.ts';
import { freshFor } from '../../platform/fresh-for.ts';
import { AnswerError } from '../../platform/http/answer-error.ts';
import { declareOperation } from '../../platform/http/operation.ts';
import { findGateway } from './default-gateway.ts';
import { testReachability } from './test-reachability.ts';

/** Whether the gateway, the DNS servers and the Internet can be reached. */
export const declareReachabilityOperation = (context: DeviceContext): void => {
  const { settings, clock, run, log } = context;
  const test = async (): Promise<Record<string, string>> => {
    const gateway = await findGateway(run, settings.ip).catch((error: unknown) => {
      log.error({ err: error }, 'the routes cannot be read');
      const why = error instanceof Error ? error.message : String(error);
      throw new AnswerError(503, { error: `Failed to determine network configuration: ${why}` });
    });
    if (!gateway) throw new AnswerError(503, { error: 'No default gateway found' });
    return testReachability(context, gateway);
  };
  const fresh = freshFor(settings.infoCacheSeconds * 1000, test, () => clock().getTime());

  declareOperation(context, {
    method: 'GET',
    path: '/utils/reachability',
    tag: 'device utils',
    summary: 'Test the way to the Internet',
    description:
      'Each test answers with a time or `OK`, or with `FAIL`. There is one for each of the first three DNS servers.',
    access: 'box-or-token',
    answer: { type: 'object', additionalProperties: { type: 'string' } },
    errors: { 503: 'There is no default gateway, or the routes cannot be read.' },
    handle: () => fresh(''),
  });
};
