// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { readIdentity } from '../identity/serialized-identity.js';
import type { ValidationCode } from '../validation-code.js';
import { readTime } from './timestamp.js';
import type { Time } from './timestamp.js';

export interface Endorsement {
  /** `msp.SerializedIdentity`. */
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** The endorsed action of a transaction. */
export interface ReadAction {
  readonly signatureHeader: Uint8Array;
  readonly proposalPayload: Uint8Array;
  readonly args: readonly Uint8Array[];
  readonly responsePayload: Uint8Array;
  readonly proposalHash: Uint8Array;
  readonly chaincode: string;
  readonly results: Uint8Array;
  readonly response: { readonly status: number; readonly message: string; readonly payload: Uint8Array };
  readonly event: { readonly name: string; readonly payload: Uint8Array } | undefined;
  readonly endorsements: readonly Endorsement[];
}

/** Everything of an envelope, decoded once; what could not be read is empty and `code` says where reading ended. */
export interface ReadEnvelope {
  readonly code: ValidationCode;
  readonly type: number;
  readonly channel: string;
  readonly transactionId: string;
  readonly epoch: number;
  readonly timestamp: Time;
  /** Name in the header; the one that counts for policies. */
  readonly chaincode: string;
  readonly channelHeader: Uint8Array;
  readonly creatorBytes: Uint8Array;
  readonly creator: { readonly mspId: string; readonly certificate: string };
  readonly nonce: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly action: ReadAction | undefined;
}

type Draft = { -readonly [K in keyof ReadEnvelope]: ReadEnvelope[K] };

/** An envelope half read. */
interface Reading {
  readonly draft: Draft;
  readonly bytes: Uint8Array;
  header?: common.Header | undefined;
  data?: Uint8Array;
}

const NOTHING = new Uint8Array();

/** An update of the configuration belongs into no block of its own, but its header is a good one. */
const KNOWN_TYPES: readonly number[] = [
  common.HeaderType.ENDORSER_TRANSACTION,
  common.HeaderType.CONFIG,
  common.HeaderType.CONFIG_UPDATE,
];

/** Reads a `common.Envelope`. Never throws: an envelope may be anything that someone sent to ordering. */
export function readEnvelope(bytes: Uint8Array): ReadEnvelope {
  const reading: Reading = { draft: emptyDraft(), bytes };
  if (bytes.length === 0) return { ...reading.draft, code: 'NIL_ENVELOPE' };
  const failed = STEPS.find(([step]) => !attempt(step, reading));
  if (failed !== undefined) reading.draft.code = failed[1];
  return reading.draft;
}

const STEPS: readonly (readonly [step: (reading: Reading) => void, failure: ValidationCode])[] = [
  [readPayload, 'BAD_PAYLOAD'],
  [readHeaders, 'BAD_COMMON_HEADER'],
  [readCreator, 'BAD_CREATOR_SIGNATURE'],
  [readTransaction, 'INVALID_ENDORSER_TRANSACTION'],
];

function attempt(step: (reading: Reading) => void, reading: Reading): boolean {
  try {
    step(reading);
    return true;
  } catch {
    return false;
  }
}

function emptyDraft(): Draft {
  return {
    code: 'VALID',
    type: -1,
    channel: '',
    transactionId: '',
    epoch: 0,
    timestamp: { seconds: 0, nanos: 0 },
    chaincode: '',
    channelHeader: NOTHING,
    creatorBytes: NOTHING,
    creator: { mspId: '', certificate: '' },
    nonce: NOTHING,
    payload: NOTHING,
    signature: NOTHING,
    action: undefined,
  };
}

function readPayload(reading: Reading): void {
  const envelope = common.Envelope.deserializeBinary(reading.bytes);
  reading.draft.payload = envelope.getPayload_asU8();
  reading.draft.signature = envelope.getSignature_asU8();
  if (reading.draft.payload.length === 0) throw new Error('empty payload');
  const payload = common.Payload.deserializeBinary(reading.draft.payload);
  reading.header = payload.getHeader();
  reading.data = payload.getData_asU8();
}

function readHeaders({ draft, header }: Reading): void {
  if (header === undefined) throw new Error('no header');
  draft.channelHeader = header.getChannelHeader_asU8();
  const channelHeader = common.ChannelHeader.deserializeBinary(draft.channelHeader);
  draft.type = channelHeader.getType();
  draft.channel = channelHeader.getChannelId();
  draft.transactionId = channelHeader.getTxId();
  draft.epoch = channelHeader.getEpoch();
  draft.timestamp = readTime(channelHeader.getTimestamp());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  draft.creatorBytes = signatureHeader.getCreator_asU8();
  draft.nonce = signatureHeader.getNonce_asU8();
  if (!KNOWN_TYPES.includes(draft.type) || draft.epoch !== 0 || draft.channel === '')
    throw new Error('bad channel header');
  if (draft.nonce.length === 0 || draft.creatorBytes.length === 0) throw new Error('bad signature header');
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  draft.chaincode = extension.getChaincodeId()?.getName() ?? '';
}

function readCreator({ draft }: Reading): void {
  draft.creator = readIdentity(draft.creatorBytes);
}

function readTransaction({ draft, data }: Reading): void {
  if (draft.type !== common.HeaderType.ENDORSER_TRANSACTION) return;
  const actions = peer.Transaction.deserializeBinary(data ?? NOTHING).getActionsList();
  const [action] = actions;
  if (action === undefined || actions.length !== 1) throw new Error('only one action per transaction is supported');
  draft.action = readAction(action);
}

function readAction(action: peer.TransactionAction): ReadAction {
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  const responsePayload = endorsed?.getProposalResponsePayload_asU8() ?? NOTHING;
  const proposalResponse = peer.ProposalResponsePayload.deserializeBinary(responsePayload);
  const chaincodeAction = peer.ChaincodeAction.deserializeBinary(proposalResponse.getExtension_asU8());
  const proposalPayload = payload.getChaincodeProposalPayload_asU8();
  return {
    signatureHeader: action.getHeader_asU8(),
    proposalPayload,
    args: readArgs(proposalPayload),
    responsePayload,
    proposalHash: proposalResponse.getProposalHash_asU8(),
    chaincode: chaincodeAction.getChaincodeId()?.getName() ?? '',
    results: chaincodeAction.getResults_asU8(),
    response: readResponse(chaincodeAction.getResponse()),
    event: readEvent(chaincodeAction.getEvents_asU8()),
    endorsements: (endorsed?.getEndorsementsList() ?? []).map((each) => ({
      endorser: each.getEndorser_asU8(),
      signature: each.getSignature_asU8(),
    })),
  };
}

function readArgs(proposalPayload: Uint8Array): readonly Uint8Array[] {
  const input = peer.ChaincodeProposalPayload.deserializeBinary(proposalPayload).getInput_asU8();
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(input).getChaincodeSpec();
  return spec?.getInput()?.getArgsList_asU8() ?? [];
}

function readResponse(response: peer.Response | undefined): ReadAction['response'] {
  return {
    status: response?.getStatus() ?? 0,
    message: response?.getMessage() ?? '',
    payload: response?.getPayload_asU8() ?? NOTHING,
  };
}

function readEvent(bytes: Uint8Array): ReadAction['event'] {
  if (bytes.length === 0) return undefined;
  const event = peer.ChaincodeEvent.deserializeBinary(bytes);
  return { name: event.getEventName(), payload: event.getPayload_asU8() };
}
