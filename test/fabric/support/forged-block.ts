// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { ledger } from '@hyperledger/fabric-protos';
import { buildEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { buildProposal } from '../../../network/embedded/protocol/build-proposal.js';
import { buildResponsePayload, endorsePayload } from '../../../network/embedded/protocol/build-response.js';
import { finishBlock, orderBlock } from '../../../network/embedded/protocol/build-block.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import type { Signer } from '../../../network/embedded/identity/identity-store.js';
import { readIdentity } from '../../../network/native/certificates/msp-folder.js';
import type { NativeNetwork } from '../../../network/native/native-network.js';
import { signerOf } from './probe-identity.js';

/** Signs as a node of the network does: with the very key that lies in its folder. */
export function nodeSigner({ site }: NativeNetwork, name: string): Signer {
  const node = site.node(name);
  const organisation = [...site.peers, ...site.orderers].find((each) => each.name === name)?.organisation;
  if (organisation === undefined) throw new Error(`${name} signs nothing`);
  return signerOf(readIdentity(organisation.mspId, join(site.nodeFolder(node), 'msp')), name);
}

export interface Forgery {
  readonly chaincode: string;
  /** Who sends it. */
  readonly creator: Signer;
  /** Whose peers endorse it. */
  readonly endorsers: readonly Signer[];
  readonly orderer: Signer;
  /** MSP id of the department in whose collection a hash is put. */
  readonly owner: string;
}

/** The block after another one, with a transaction that no chaincode made; all that has to be signed is signed. */
export function forgedBlock(channel: string, last: Uint8Array, forgery: Forgery): Uint8Array {
  const { number, hash, lastConfig, commitHash } = readBlock(last);
  const { chaincode, creator, endorsers, orderer, owner } = forgery;
  const built = buildProposal(creator, channel, { chaincode, transaction: 'AttestRecords', args: ['{}'] });
  const answer = { status: 200, message: '', payload: Buffer.from('{}') };
  const simulation = { answer, results: hashedWrite(chaincode, owner), privateResults: new Uint8Array() };
  const payload = buildResponsePayload({ ...built, chaincode }, simulation);
  const endorsements = endorsers.map((endorser) => endorsePayload(endorser, payload));
  const envelope = buildEnvelope(creator, built, payload, endorsements);
  const ordered = orderBlock(orderer, { number: number + 1n, previousHash: hash, lastConfig }, [envelope]);
  return finishBlock(ordered, ['VALID'], commitHash);
}

function hashedWrite(chaincode: string, owner: string): Uint8Array {
  const write = new ledger.rwset.kvrwset.KVWriteHash();
  write.setKeyHash(Buffer.alloc(32, 1));
  write.setValueHash(Buffer.alloc(32, 2));
  const hashes = new ledger.rwset.kvrwset.HashedRWSet();
  hashes.setHashedWritesList([write]);
  const collection = new ledger.rwset.CollectionHashedReadWriteSet();
  collection.setCollectionName(`_implicit_org_${owner}`);
  collection.setHashedRwset(hashes.serializeBinary());
  const namespace = new ledger.rwset.NsReadWriteSet();
  namespace.setNamespace(chaincode);
  namespace.setRwset(new ledger.rwset.kvrwset.KVRWSet().serializeBinary());
  namespace.setCollectionHashedRwsetList([collection]);
  const set = new ledger.rwset.TxReadWriteSet();
  set.setNsRwsetList([namespace]);
  return set.serializeBinary();
}
