// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import { buildEnvelope } from '../../../../network/embedded/protocol/build-envelope.js';
import type { SigningIdentity } from '../signing-identity.js';
import type { EndorsedTransaction } from './channel-driver.js';
import { ownTransaction, type Proposed } from './own-transaction.js';

/**
 * Signs the transaction of a proposal. Whoever put the envelope together: what is signed is made here, of the own
 * proposal and of what the endorsers signed. @throws {ChannelError} FOREIGN: the envelope is not that transaction.
 */
export function signTransaction(
  identity: SigningIdentity,
  envelope: Uint8Array,
  proposed: Proposed,
): EndorsedTransaction {
  const { responsePayload, endorsements, result, ...headers } = ownTransaction(envelope, proposed);
  const messages = endorsements.map(({ endorser, signature }) => {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(endorser);
    endorsement.setSignature(signature);
    return endorsement;
  });
  return {
    transactionId: common.ChannelHeader.deserializeBinary(headers.channelHeader).getTxId(),
    payload: result,
    envelope: buildEnvelope(identity, headers, responsePayload, messages),
  };
}
