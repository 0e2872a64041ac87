import type { ControllerClient } from './controller-client.ts';
import { registrationPath } from './controller-paths.ts';
import { judgeReply } from './controller-reply.ts';
import { exchange } from './exchange.ts';
import { type RegistrationRequest, registrationForm } from './registration-form.ts';
import { parseRegistrationReply, type Registration } from './registration-reply.ts';
import { failure, type Result } from './result.ts';
import { registrationName } from './device-identity.ts';

/**
 * Registers a device (device protocol 3). `refused` (403) and `not-a-controller` are final for the agent, every
 * other failure is worth another attempt later.
 *
 * @throws TypeError when the management address in the request is not an IP address
 */
export async function register(
  client: ControllerClient,
  request: RegistrationRequest,
  signal?: AbortSignal,
): Promise<Result<Registration>> {
  const answer = await exchange(
    client,
    {
      operation: 'register',
      method: 'POST',
      path: registrationPath(client.paths),
      body: registrationForm(request),
      contentType: 'application/x-www-form-urlencoded',
      maximumBytes: client.maximumReplyBytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const problem = judgeReply(answer.value, { status: 201, headerOn: 'any' });
  if (problem !== undefined) return failure(problem);
  return parseRegistrationReply(answer.value, registrationName(request.identity, request.defaultHostname));
}
