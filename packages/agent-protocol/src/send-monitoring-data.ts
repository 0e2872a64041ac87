import type { ControllerClient } from './controller-client.ts';
import { judgeReply } from './controller-reply.ts';
import type { DeviceCredentials } from './device-credentials.ts';
import { checkedId } from './device-query.ts';
import { exchange } from './exchange.ts';
import { failure, type Result, success } from './result.ts';

/** One health document of a device (NetJSON DeviceMonitoring), as text, with the time at which it was taken. */
export interface MonitoringSnapshot {
  /** Milliseconds since the Unix epoch; sent with a resolution of one second, as the agent does. */
  readonly time: number;
  /** The JSON document. */
  readonly document: string;
}

/**
 * Posts a health document (monitoring 3.2). Only status 200 is a success. What to do with a failure is decided by
 * `settleDelivery`.
 *
 * @param delivery.current whether nothing newer waits to be sent
 */
export async function sendMonitoringData(
  client: ControllerClient,
  delivery: {
    readonly credentials: DeviceCredentials;
    readonly snapshot: MonitoringSnapshot;
    readonly current: boolean;
  },
  signal?: AbortSignal,
): Promise<Result<void>> {
  const { credentials, snapshot, current } = delivery;
  const query = `key=${encodeURIComponent(credentials.key)}&time=${snapshotTime(snapshot.time)}.000000`;
  const answer = await exchange(
    client,
    {
      operation: 'monitoring',
      method: 'POST',
      path: `/api/v1/monitoring/device/${checkedId(credentials)}/?${query}${current ? '&current=true' : ''}`,
      body: snapshot.document,
      contentType: 'application/json',
      maximumBytes: client.maximumReplyBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const problem = judgeReply(answer.value, { status: 200, headerOn: 'none' });
  return problem === undefined ? success(undefined) : failure(problem);
}

/** `DD-MM-YYYY_HH:MM:SS` in UTC: the name of a stored snapshot and the head of the parameter `time`. */
export function snapshotTime(milliseconds: number): string {
  const [date = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${date.split('-').toReversed().join('-')}_${time.slice(0, 8)}`;
}
