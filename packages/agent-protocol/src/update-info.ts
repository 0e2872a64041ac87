import type { ControllerClient } from './controller-client.ts';
import { deviceOperationPath } from './controller-paths.ts';
import { judgeReply } from './controller-reply.ts';
import type { DeviceCredentials } from './device-credentials.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { checkedId } from './device-query.ts';
import { exchange } from './exchange.ts';
import { formBody } from './form-body.ts';
import { failure, type Result, success } from './result.ts';

/** Refreshes model, operating system and system on chip on the controller (device protocol 7): once a boot. */
export async function updateInfo(
  client: ControllerClient,
  info: { readonly credentials: DeviceCredentials } & Pick<DeviceIdentity, 'model' | 'os' | 'system'>,
  signal?: AbortSignal,
): Promise<Result<void>> {
  const answer = await exchange(
    client,
    {
      operation: 'update-info',
      method: 'POST',
      path: deviceOperationPath(client.paths, 'update-info', checkedId(info.credentials)),
      body: formBody([
        ['key', info.credentials.key],
        ['model', info.model],
        ['os', info.os],
        ['system', info.system],
      ]),
      contentType: 'application/x-www-form-urlencoded',
      maximumBytes: client.maximumReplyBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const problem = judgeReply(answer.value, { status: 200, headerOn: 'success' });
  return problem === undefined ? success(undefined) : failure(problem);
}
