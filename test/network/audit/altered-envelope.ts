// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { dataHashOf, headerHash } from '../../../network/embedded/protocol/block-header.js';

const NOTHING = new Uint8Array();

/** Changes the payload of an envelope. */
export function changePayload(envelope: common.Envelope, change: (payload: common.Payload) => void): void {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  change(payload);
  envelope.setPayload(payload.serializeBinary());
}

/** Changes the action of an endorser's transaction. */
export function changeAction(envelope: common.Envelope, change: (action: peer.ChaincodeEndorsedAction) => void): void {
  changePayload(envelope, (payload) => {
    const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
    for (const each of transaction.getActionsList()) {
      const action = peer.ChaincodeActionPayload.deserializeBinary(each.getPayload_asU8());
      const endorsed = action.getAction();
      if (endorsed !== undefined) change(endorsed);
      each.setPayload(action.serializeBinary());
    }
    payload.setData(transaction.serializeBinary());
  });
}

/** Changes the first public write of a transaction. */
export function changeWrite(endorsed: peer.ChaincodeEndorsedAction, value: Uint8Array): void {
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const set = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
  for (const namespace of set.getNsRwsetList()) {
    const writes = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
    writes.getWritesList()[0]?.setValue(value);
    namespace.setRwset(writes.serializeBinary());
  }
  action.setResults(set.serializeBinary());
  response.setExtension$(action.serializeBinary());
  endorsed.setProposalResponsePayload(response.serializeBinary());
}

/** Changes a configuration, and the update in it. */
export function changeConfig(
  envelope: common.Envelope,
  change: (config: common.ConfigEnvelope, update: common.ConfigUpdateEnvelope) => void,
): void {
  changePayload(envelope, (payload) => {
    const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8());
    const last = config.getLastUpdate() ?? new common.Envelope();
    changePayload(last, (inner) => {
      const update = common.ConfigUpdateEnvelope.deserializeBinary(inner.getData_asU8());
      change(config, update);
      inner.setData(update.serializeBinary());
    });
    config.setLastUpdate(last);
    payload.setData(config.serializeBinary());
  });
}

/** Redoes the hashes of data and headers, which needs no key. */
export function rehash(blocks: readonly common.Block[]): void {
  let previous = NOTHING;
  for (const block of blocks) {
    const header = block.getHeader();
    if (header === undefined) continue;
    header.setPreviousHash(previous);
    header.setDataHash(dataHashOf(block.getData()?.getDataList_asU8() ?? []));
    previous = Uint8Array.from(headerHash(BigInt(header.getNumber()), previous, header.getDataHash_asU8()));
  }
}
