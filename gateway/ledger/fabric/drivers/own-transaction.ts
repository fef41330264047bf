// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { readIdentityOrNothing } from '../../../../network/embedded/identity/serialized-identity.js';
import { proposalHash } from '../../../../network/embedded/protocol/build-proposal.js';
import {
  readEnvelope,
  type ReadAction,
  type ReadEnvelope,
} from '../../../../network/embedded/protocol/read-envelope.js';
import { ChannelError } from '../channel-error.js';

/** What was sent to endorsers. */
export interface Proposed {
  /** `protos.Proposal` with everything in it. */
  readonly proposal: Uint8Array;
  /** Organisations (MSP ids) of which each was to endorse. */
  readonly endorsers: readonly string[];
}

/** The parts of a proposal that its transaction has to hold, byte for byte. */
interface ProposalParts {
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** `ChaincodeProposalPayload` without `transient`. */
  readonly publicPayload: Uint8Array;
}

/** What may be signed: made of the own proposal, and of what its endorsers signed. */
export interface OwnTransaction extends ProposalParts {
  readonly responsePayload: Uint8Array;
  readonly endorsements: ReadAction['endorsements'];
  /** What the endorsers signed that the chaincode answered. */
  readonly result: Uint8Array;
}

/**
 * Takes from an unsigned envelope what somebody else put together, if it is a transaction of this very proposal that every
 * organisation asked has endorsed, and nobody else. Whether the endorsers' signatures are good the validating peers see.
 *
 * @throws {ChannelError} FOREIGN: it says something else. Nothing of it may be signed.
 */
export function ownTransaction(envelope: Uint8Array, { proposal, endorsers }: Proposed): OwnTransaction {
  const parts = partsOf(proposal);
  const read = readEnvelope(envelope);
  const { action } = read;
  if (action === undefined) throw foreign('it holds no single call');
  const differs = [...headerChecks(read, parts), ...actionChecks(read, action, parts)].find(([, holds]) => !holds);
  if (differs !== undefined) throw foreign(differs[0]);
  const present = new Set(action.endorsements.map(({ endorser }) => readIdentityOrNothing(endorser)?.mspId));
  const missing = endorsers.filter((mspId) => !present.has(mspId));
  if (missing.length > 0) throw foreign(`${missing.join(' and ')} has not endorsed it`);
  // Whoever puts it together could name those asked, whose signature is not looked at here, and add one of an accomplice.
  if (![...present].every((mspId) => mspId !== undefined && endorsers.includes(mspId))) {
    throw foreign('somebody has endorsed it who was not asked');
  }
  const { responsePayload, endorsements, response } = action;
  return { ...parts, responsePayload, endorsements, result: response.payload };
}

type Check = readonly [difference: string, holds: boolean];

function headerChecks(read: ReadEnvelope, { channelHeader, signatureHeader }: ProposalParts): Check[] {
  const own = common.ChannelHeader.deserializeBinary(channelHeader);
  const signer = common.SignatureHeader.deserializeBinary(signatureHeader);
  return [
    ['it is no call of chaincode', read.type === common.HeaderType.ENDORSER_TRANSACTION],
    ['it is of another channel', read.channel === own.getChannelId()],
    ['its id is another', read.transactionId === own.getTxId()],
    ['its header is another', isEqual(read.channelHeader, channelHeader)], // chaincode, time and all else
    ['its creator is another', isEqual(read.creatorBytes, signer.getCreator_asU8())],
    ['its nonce is another', isEqual(read.nonce, signer.getNonce_asU8())],
  ];
}

function actionChecks({ chaincode }: ReadEnvelope, action: ReadAction, parts: ProposalParts): Check[] {
  const { channelHeader, signatureHeader, publicPayload } = parts;
  const { status } = action.response;
  return [
    ['its call is signed as by somebody else', isEqual(action.signatureHeader, signatureHeader)],
    ['its call is another', isEqual(action.proposalPayload, publicPayload)],
    [
      'its endorsers answered another proposal',
      isEqual(action.proposalHash, proposalHash(channelHeader, signatureHeader, publicPayload)),
    ],
    ['another chaincode answered', action.chaincode === chaincode],
    ['what was answered is a refusal', status >= FIRST_GOOD && status < FIRST_BAD],
  ];
}

const FIRST_GOOD = 200;
const FIRST_BAD = 400;

function partsOf(proposal: Uint8Array): ProposalParts {
  const message = peer.Proposal.deserializeBinary(proposal);
  const header = common.Header.deserializeBinary(message.getHeader_asU8());
  const whole = peer.ChaincodeProposalPayload.deserializeBinary(message.getPayload_asU8());
  const bare = new peer.ChaincodeProposalPayload();
  bare.setInput(whole.getInput_asU8());
  return {
    channelHeader: header.getChannelHeader_asU8(),
    signatureHeader: header.getSignatureHeader_asU8(),
    publicPayload: bare.serializeBinary(),
  };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function foreign(difference: string): ChannelError {
  return new ChannelError(
    'FOREIGN',
    `what is to be signed is not what was proposed: ${difference}; nothing was signed`,
  );
}
