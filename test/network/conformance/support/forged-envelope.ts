// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import type { Signer } from '../../../../network/embedded/identity/identity-store.js';
import type { EndorsedTransaction } from '../../../../network/embedded/index.js';
import type { StepsNetwork } from './steps-network.js';

/** What a forger may change; what it leaves alone stays byte for byte. */
export interface Forgery {
  readonly channelHeader?: (header: common.ChannelHeader) => void;
  readonly actions?: (actions: peer.TransactionAction[]) => peer.TransactionAction[];
  readonly endorsements?: (endorsements: peer.Endorsement[]) => peer.Endorsement[];
  readonly results?: (results: ledger.rwset.TxReadWriteSet) => void;
  /** Whose peers endorse what was changed. */
  readonly endorsedBy?: readonly string[];
}

/** The envelope with changes, signed as the caller, and as the named peers, would sign them. */
export async function forge(
  network: StepsNetwork,
  { envelope }: EndorsedTransaction,
  forgery: Forgery,
  by = 'AMSP',
): Promise<Uint8Array> {
  const peers = await Promise.all((forgery.endorsedBy ?? []).map((mspId) => network.peerSigner(mspId)));
  const forged = common.Envelope.deserializeBinary(envelope);
  const payload = common.Payload.deserializeBinary(forged.getPayload_asU8());
  changeHeader(payload, forgery);
  changeTransaction(payload, forgery, peers);
  const bytes = payload.serializeBinary();
  const caller = await network.callerSigner(by);
  forged.setPayload(bytes);
  forged.setSignature(caller.sign(bytes));
  return forged.serializeBinary();
}

/** The envelope with one bit of its creator's signature turned. */
export function spoilSignature({ envelope }: EndorsedTransaction): Uint8Array {
  const spoilt = common.Envelope.deserializeBinary(envelope);
  const signature = Buffer.from(spoilt.getSignature_asU8());
  signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
  spoilt.setSignature(signature);
  return spoilt.serializeBinary();
}

function changeHeader(payload: common.Payload, { channelHeader }: Forgery): void {
  if (channelHeader === undefined) return;
  const header = payload.getHeader() ?? new common.Header();
  const changed = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  channelHeader(changed);
  header.setChannelHeader(changed.serializeBinary());
}

function changeTransaction(payload: common.Payload, forgery: Forgery, peers: Signer[]): void {
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  for (const each of transaction.getActionsList()) {
    const action = peer.ChaincodeActionPayload.deserializeBinary(each.getPayload_asU8());
    const endorsed = action.getAction() ?? new peer.ChaincodeEndorsedAction();
    if (peers.length > 0) endorseAnew(endorsed, forgery, peers);
    if (forgery.endorsements !== undefined) {
      endorsed.setEndorsementsList(forgery.endorsements(endorsed.getEndorsementsList()));
    }
    each.setPayload(action.serializeBinary());
  }
  if (forgery.actions !== undefined) transaction.setActionsList(forgery.actions(transaction.getActionsList()));
  payload.setData(transaction.serializeBinary());
}

function endorseAnew(endorsed: peer.ChaincodeEndorsedAction, forgery: Forgery, peers: readonly Signer[]): void {
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  if (forgery.results !== undefined) {
    const results = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
    forgery.results(results);
    action.setResults(results.serializeBinary());
  }
  response.setExtension$(action.serializeBinary());
  const bytes = response.serializeBinary();
  endorsed.setProposalResponsePayload(bytes);
  const endorsements = peers.map((signer) => {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(signer.serialized);
    endorsement.setSignature(signer.sign(Buffer.concat([bytes, signer.serialized])));
    return endorsement;
  });
  endorsed.setEndorsementsList(endorsements);
}
