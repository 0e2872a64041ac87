import { createHash } from 'node:crypto';
import type { ControllerClient } from './controller-client.ts';
import { judgeReply } from './controller-reply.ts';
import { deviceQuery } from './device-query.ts';
import { exchange } from './exchange.ts';
import type { DevicePoll } from './fetch-checksum.ts';
import { failure, type Result, success } from './result.ts';

/**
 * Downloads the configuration archive and checks its MD5 against the announced checksum (device protocol 5).
 * The bytes are taken as they are sent; the controller's header is not looked at, as the agent does not either.
 */
export async function downloadConfig(
  client: ControllerClient,
  poll: DevicePoll & { readonly checksum: string },
  signal?: AbortSignal,
): Promise<Result<Buffer>> {
  const answer = await exchange(
    client,
    {
      operation: 'download-config',
      method: 'GET',
      path: deviceQuery(client.paths, 'download-config', poll.credentials, poll.managementIp),
      maximumBytes: client.maximumArchiveBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const problem = judgeReply(answer.value, { status: 200, headerOn: 'none' });
  if (problem !== undefined) return failure(problem);
  const archive = answer.value.body;
  const actual = createHash('md5').update(archive).digest('hex');
  return actual === poll.checksum
    ? success(archive)
    : failure({ kind: 'checksum-mismatch', expected: poll.checksum, actual });
}
