import type { ControllerClient } from './controller-client.ts';
import { deviceOperationPath } from './controller-paths.ts';
import { judgeReply } from './controller-reply.ts';
import type { DeviceCredentials } from './device-credentials.ts';
import { checkedId } from './device-query.ts';
import { limitErrorReason } from './error-reason.ts';
import { exchange } from './exchange.ts';
import { formBody } from './form-body.ts';
import { failure, type Result, success } from './result.ts';

/** What a device says about the configuration that it downloaded last. */
export type StatusReport =
  | { readonly status: 'applied' }
  /** `reason`: excerpt of the log; it is cut to 1011 bytes. */
  | { readonly status: 'error'; readonly reason: string };

export interface StatusReply {
  /** The status that the controller keeps now; an empty text when the reply names none. */
  readonly currentStatus: string;
}

/** Reports the outcome of applying a configuration (device protocol 6). */
export async function reportStatus(
  client: ControllerClient,
  report: { readonly credentials: DeviceCredentials; readonly report: StatusReport },
  signal?: AbortSignal,
): Promise<Result<StatusReply>> {
  const answer = await exchange(
    client,
    {
      operation: 'report-status',
      method: 'POST',
      path: deviceOperationPath(client.paths, 'report-status', checkedId(report.credentials)),
      body: statusReportBody(report.credentials.key, report.report),
      contentType: 'application/x-www-form-urlencoded',
      maximumBytes: client.maximumReplyBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const problem = judgeReply(answer.value, { status: 200, headerOn: 'success' });
  if (problem !== undefined) return failure(problem);
  const line = answer.value.body.toString('utf8').match(/^current-status: (\S+)\r?$/m);
  return success({ currentStatus: line?.[1] ?? '' });
}

/** A report of success ends with an empty pair, exactly as the agent sends it. */
function statusReportBody(key: string, report: StatusReport): string {
  return report.status === 'applied'
    ? `${formBody([
        ['key', key],
        ['status', 'applied'],
      ])}&`
    : formBody([
        ['key', key],
        ['status', 'error'],
        ['error_reason', limitErrorReason(report.reason)],
      ]);
}
