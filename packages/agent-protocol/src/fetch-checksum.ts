import type { ControllerClient } from './controller-client.ts';
import { judgeReply, replyText } from './controller-reply.ts';
import type { DeviceCredentials } from './device-credentials.ts';
import { deviceQuery } from './device-query.ts';
import { exchange } from './exchange.ts';
import { failure, type Result, success } from './result.ts';

export interface DevicePoll {
  readonly credentials: DeviceCredentials;
  /** Address of the management interface; leaving it out makes the controller forget the address. */
  readonly managementIp?: string | undefined;
}

/**
 * Asks which configuration the device should run (device protocol 4): the MD5 of the archive, 32 lower-case hex
 * digits. The agent takes the last line of the answer, whatever it is; here anything else is a `malformed-reply`.
 */
export async function fetchChecksum(
  client: ControllerClient,
  poll: DevicePoll,
  signal?: AbortSignal,
): Promise<Result<string>> {
  const answer = await exchange(
    client,
    {
      operation: 'checksum',
      method: 'GET',
      path: deviceQuery(client.paths, 'checksum', poll.credentials, poll.managementIp),
      maximumBytes: client.maximumReplyBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const reply = answer.value;
  const problem = judgeReply(reply, { status: 200, headerOn: 'success' });
  if (problem !== undefined) return failure(problem);
  const checksum = lastLine(replyText(reply));
  if (!/^[0-9a-f]{32}$/.test(checksum)) {
    const reason = `the last line is ${JSON.stringify(checksum.slice(0, 64))}, not a checksum`;
    return failure({ kind: 'malformed-reply', status: reply.status, reason });
  }
  return success(checksum);
}

/** `tail -n 1`: one line feed at the end does not begin another line. */
function lastLine(text: string): string {
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}
