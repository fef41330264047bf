// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Members } from '../identity/members.js';
import { readIdentityOrNothing } from '../identity/serialized-identity.js';
import { verify } from '../identity/signature.js';
import type { BlockTransaction } from '../peer/seams.js';
import type { ValidationCode } from '../validation-code.js';
import { proposalHash } from './build-proposal.js';
import { readEnvelope } from './read-envelope.js';
import type { ReadAction, ReadEnvelope } from './read-envelope.js';
import { transactionIdOf } from './transaction-id.js';

/** An envelope with the verdict of every check that needs no ledger. */
export interface CheckedEnvelope {
  readonly bytes: Uint8Array;
  readonly read: ReadEnvelope;
  readonly transaction: BlockTransaction;
}

/** Where an envelope is checked: its channel, who belongs to it, what can be called. */
export interface CheckContext {
  readonly channel: string;
  readonly membership: Members;
  readonly chaincodes: { has(name: string): boolean };
  /** When certificates have to be good, in milliseconds since 1970; default now. */
  readonly at?: number;
}

/**
 * The checks of Fabric's validation before duplicates and policies, in its order: syntax, headers, creator and its
 * signature, transaction id, the endorsed action, channel, chaincode. Signatures are verified off the event loop.
 */
export async function checkEnvelope(bytes: Uint8Array, context: CheckContext): Promise<CheckedEnvelope> {
  const read = readEnvelope(bytes);
  return { bytes, read, transaction: await checkRead(read, context) };
}

/** The same for an envelope that is decoded already. */
export async function checkRead(read: ReadEnvelope, context: CheckContext): Promise<BlockTransaction> {
  const [creatorIsGood, endorsers] = await Promise.all([
    verifyCreator(read, context),
    verifyEndorsers(read.action, context),
  ]);
  return toBlockTransaction(read, endorsers, verdict(read, creatorIsGood, context));
}

/** As validation hands it to the peers' side. */
export function toBlockTransaction(
  read: ReadEnvelope,
  endorsers: BlockTransaction['endorsers'],
  code: ValidationCode,
): BlockTransaction {
  return {
    transactionId: read.transactionId,
    creator: read.creator,
    timestamp: read.timestamp,
    chaincode: read.chaincode,
    results: read.action?.results ?? new Uint8Array(),
    endorsers,
    code,
  };
}

function verdict(read: ReadEnvelope, creatorIsGood: boolean, context: CheckContext): ValidationCode {
  const early: readonly ValidationCode[] = ['NIL_ENVELOPE', 'BAD_PAYLOAD', 'BAD_COMMON_HEADER'];
  if (early.includes(read.code)) return read.code;
  if (!creatorIsGood) return 'BAD_CREATOR_SIGNATURE';
  if (read.type !== common.HeaderType.ENDORSER_TRANSACTION) return 'UNSUPPORTED_TX_PAYLOAD';
  if (read.transactionId !== transactionIdOf(read.nonce, read.creatorBytes)) return 'BAD_PROPOSAL_TXID';
  return actionVerdict(read, context);
}

function actionVerdict(read: ReadEnvelope, context: CheckContext): ValidationCode {
  if (read.action === undefined || !matchesProposal(read, read.action)) return 'INVALID_ENDORSER_TRANSACTION';
  if (read.channel !== context.channel) return 'TARGET_CHAIN_NOT_FOUND';
  return read.action.chaincode === read.chaincode && context.chaincodes.has(read.chaincode)
    ? 'VALID'
    : 'INVALID_CHAINCODE';
}

function matchesProposal(read: ReadEnvelope, action: ReadAction): boolean {
  const hash = proposalHash(read.channelHeader, action.signatureHeader, action.proposalPayload);
  return Buffer.compare(hash, action.proposalHash) === 0;
}

async function verifyCreator(read: ReadEnvelope, { membership, at }: CheckContext): Promise<boolean> {
  const member = membership.findValid(read.creator.mspId, read.creator.certificate, at);
  return member !== undefined && verify(member.publicKey, read.payload, read.signature);
}

/** Those whose signature is good, each identity once however often it signed: one bad signature does not hide a good one. */
async function verifyEndorsers(
  action: ReadAction | undefined,
  context: CheckContext,
): Promise<BlockTransaction['endorsers']> {
  if (action === undefined) return [];
  const checked = await Promise.all(
    action.endorsements.map((each) => verifyEndorsement(each, action.responsePayload, context)),
  );
  const good = new Map<string, BlockTransaction['endorsers'][number]>();
  checked.forEach((endorser) => {
    if (endorser !== undefined) good.set(`${endorser.mspId}\0${endorser.certificate}`, endorser);
  });
  return [...good.values()];
}

async function verifyEndorsement(
  endorsement: { readonly endorser: Uint8Array; readonly signature: Uint8Array },
  responsePayload: Uint8Array,
  { membership, at }: CheckContext,
): Promise<{ mspId: string; certificate: string } | undefined> {
  const identity = readIdentityOrNothing(endorsement.endorser);
  const member = identity && membership.findValid(identity.mspId, identity.certificate, at);
  if (member === undefined) return undefined;
  const signed = Buffer.concat([responsePayload, endorsement.endorser]);
  return (await verify(member.publicKey, signed, endorsement.signature)) ? identity : undefined;
}
