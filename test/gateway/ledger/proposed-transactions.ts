// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import { serializeIdentity } from '../../../network/embedded/identity/serialized-identity.js';
import { buildEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { buildProposal, type BuiltProposal } from '../../../network/embedded/protocol/build-proposal.js';
import { buildResponsePayload } from '../../../network/embedded/protocol/build-response.js';

export const SIGNED = Uint8Array.of(7);
export const ENDORSERS = ['AMSP', 'BMSP'];
export const text = (words: string): Uint8Array => Buffer.from(words);

/** A signer whose signature says nothing. */
export function signer(mspId: string) {
  return {
    mspId,
    name: mspId,
    certificate: '',
    serialized: serializeIdentity(mspId, 'certificate'),
    sign: () => SIGNED,
  };
}

export function proposed(changes: { channel?: string; chaincode?: string; args?: string[]; nonce?: Uint8Array } = {}) {
  const {
    channel = 'district',
    chaincode = 'onedoor',
    args = ['{}'],
    nonce = text('a nonce of twenty-four b'),
  } = changes;
  const timestamp = new Date('2026-01-01T00:00:00Z');
  const transient = { key: text('a secret') };
  return buildProposal(signer('AMSP'), channel, {
    chaincode,
    transaction: 'onedoor:Any',
    args,
    transient,
    nonce,
    timestamp,
  });
}

export function bytesOf(proposal: BuiltProposal): Uint8Array {
  return peer.SignedProposal.deserializeBinary(proposal.signed).getProposalBytes_asU8();
}

interface Answer {
  readonly hash?: Uint8Array;
  readonly chaincode?: string;
  readonly status?: number;
}

export function answerTo(
  proposal: BuiltProposal,
  { hash = proposal.hash, chaincode = 'onedoor', status = 200 }: Answer = {},
) {
  const answer = { status, message: '', payload: text('"answered"'), event: undefined };
  return buildResponsePayload({ hash, transactionId: proposal.transactionId, chaincode }, {
    results: text('results'),
    answer,
  } as never);
}

/** As a peer's gateway puts it together. */
export function envelopeOf(proposal: BuiltProposal, answer = answerTo(proposal), endorsers = ENDORSERS): Uint8Array {
  const endorsements = endorsers.map((mspId) => {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(serializeIdentity(mspId, 'certificate'));
    endorsement.setSignature(SIGNED);
    return endorsement;
  });
  return buildEnvelope({ sign: () => new Uint8Array() }, proposal, answer, endorsements);
}
