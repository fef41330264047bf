// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { ChannelError } from '../channel-error.js';

const ABORTED: number = status.ABORTED;
const UNAVAILABLE: number = status.UNAVAILABLE;
const DEADLINE_EXCEEDED: number = status.DEADLINE_EXCEEDED;
const DIFFERENT = /ProposalResponsePayloads do not match/u;
/** As a peer's gateway passes on what chaincode answered. */
const ANSWERED = /chaincode response \d+, /u;

/** Codes with which a peer's gateway says that it, or a node behind it, will not do this, however often it is asked. */
const REFUSALS: readonly number[] = [
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.PERMISSION_DENIED,
  status.NOT_FOUND,
  status.UNKNOWN,
];

/** What an endorsement or evaluation through a peer's gateway failed of. */
export function askingError(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  if (!(error instanceof GatewayError)) return unavailable(error);
  const messages = error.details.map(({ mspId, message }) => ({ mspId, message }));
  const refusal = messages.find(({ message }) => ANSWERED.test(message));
  if (refusal !== undefined) return new ChannelError('REFUSED', refusal.message, { cause: error });
  if (messages.some(({ message }) => DIFFERENT.test(message))) {
    return new ChannelError('DIFFERENT', 'the endorsing peers do not give the same answer', { cause: error });
  }
  const told = messages.map(({ mspId, message }) => `${mspId}: ${message}`).join('; ');
  const text = told === '' ? error.message : told;
  return new ChannelError(REFUSALS.includes(error.code) ? 'REFUSED' : 'UNAVAILABLE', text, { cause: error });
}

/** What handing over failed of. Only an orderer's own no is a refusal: anything else may have arrived. */
export function sendingError(error: unknown): ChannelError {
  if (!(error instanceof GatewayError)) return unavailable(error);
  const told = error.details.map(({ address, message }) => `${address}: ${message}`).join('; ');
  const text = told === '' ? error.message : `${error.message} (${told})`;
  return new ChannelError(error.code === ABORTED ? 'REFUSED' : 'UNAVAILABLE', text, { cause: error });
}

/** Whether the peer itself could not be reached, so that another one may be asked. */
export function isUnreached(error: unknown): boolean {
  return error instanceof GatewayError && error.code === UNAVAILABLE && error.details.length === 0;
}

/** Whether nothing came of the peer itself, at once or in time: the next call had better go elsewhere. */
export function isSilent(error: unknown): boolean {
  return isUnreached(error) || (error instanceof GatewayError && error.code === DEADLINE_EXCEEDED);
}

function unavailable(error: unknown): ChannelError {
  return new ChannelError('UNAVAILABLE', error instanceof Error ? error.message : String(error), { cause: error });
}
