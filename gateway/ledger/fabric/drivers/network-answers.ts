// SPDX-License-Identifier: Apache-2.0
import type { EndorsementResponse, ProposalResponse } from 'fabric-common';
import { ChannelError } from '../channel-error.js';

/** An error of fabric-common's, which may bring the answers that led to it. */
interface SdkError extends Error {
  readonly endorsements?: readonly (EndorsementResponse | Error)[];
}

const GOOD = 400;
/** With a payload chaincode answered; without one the peer itself did. */
const FAILED = 500;

/** The answers, all of them good and equal. @throws {ChannelError} */
export function goodAnswers({
  responses,
  errors,
}: Pick<ProposalResponse, 'responses' | 'errors'>): EndorsementResponse[] {
  const parts = errors.flatMap((error: SdkError) => error.endorsements ?? [error]);
  const answers = [...responses, ...parts.filter((part): part is EndorsementResponse => !(part instanceof Error))];
  const bad = answers.find(({ response }) => response.status >= GOOD);
  if (bad !== undefined) throw refusalOf(bad);
  const failures = [...parts.filter((part) => part instanceof Error), ...errors];
  const [failure] = failures;
  if (failure !== undefined) {
    const fault = failures.some(({ message }) => /do not match/u.test(message)) ? 'DIFFERENT' : 'UNAVAILABLE';
    throw new ChannelError(fault, failure.message, { cause: failure });
  }
  const [first] = responses;
  if (first === undefined) throw new ChannelError('UNAVAILABLE', 'no endorser answered');
  // Told which organisations to ask, the SDK does not compare what they answer.
  if (responses.some(({ payload }) => !payload.equals(first.payload))) {
    throw new ChannelError('DIFFERENT', 'the endorsing peers do not give the same answer');
  }
  return responses;
}

function refusalOf({ response: { status, message }, payload }: EndorsementResponse): ChannelError {
  const isPeers = status === FAILED && payload.length === 0;
  return isPeers
    ? new ChannelError('UNAVAILABLE', message)
    : new ChannelError('REFUSED', `chaincode response ${status}, ${message}`);
}

/** Whatever else a call to fabric-common fails of. */
export function unavailable(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  return new ChannelError('UNAVAILABLE', error instanceof Error ? error.message : String(error), { cause: error });
}

/** Orderers' own no; all other states may pass. */
const REFUSED = /status:\s*(BAD_REQUEST|FORBIDDEN|NOT_FOUND|REQUEST_ENTITY_TOO_LARGE)/u;

export function sendingFailure(error: unknown): ChannelError {
  const { message } = unavailable(error);
  return new ChannelError(REFUSED.test(message) ? 'REFUSED' : 'UNAVAILABLE', message, { cause: error });
}
