// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import type { Signer } from '../identity/identity-store.js';
import { codeNumber } from '../validation-code.js';
import type { ValidationCode } from '../validation-code.js';
import { dataHashOf, encodeHeader } from './block-header.js';
import { buildSignatureHeader } from './build-proposal.js';

/** A block as the orderer makes it: not validated yet. */
export interface OrderedBlock {
  readonly number: bigint;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly envelopes: readonly Uint8Array[];
  readonly lastConfig: bigint;
  /** `common.Metadata` with the orderer's signature. */
  readonly signatures: Uint8Array;
}

/** Chains and signs the next block. */
export function orderBlock(
  orderer: Signer,
  previous: { readonly number: bigint; readonly previousHash: Uint8Array; readonly lastConfig: bigint },
  envelopes: readonly Uint8Array[],
): OrderedBlock {
  const dataHash = dataHashOf(envelopes);
  const header = encodeHeader(previous.number, previous.previousHash, dataHash);
  const signatures = signBlock(orderer, header, previous.lastConfig);
  return { ...previous, dataHash, hash: createHash('sha256').update(header).digest(), envelopes, signatures };
}

/** `common.Block` with validation codes and commit hash in its metadata. */
export function finishBlock(block: OrderedBlock, codes: readonly ValidationCode[], commitHash: Uint8Array): Uint8Array {
  const header = new common.BlockHeader();
  header.setNumber(Number(block.number));
  header.setPreviousHash(block.previousHash);
  header.setDataHash(block.dataHash);
  const data = new common.BlockData();
  data.setDataList([...block.envelopes]);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    block.signatures,
    metadataValue(lastConfigValue(block.lastConfig).serializeBinary()),
    encodeCodes(codes),
    new Uint8Array(),
    metadataValue(commitHash),
  ]);
  const result = new common.Block();
  result.setHeader(header);
  result.setData(data);
  result.setMetadata(metadata);
  return result.serializeBinary();
}

/** TRANSACTIONS_FILTER: one byte per transaction. */
function encodeCodes(codes: readonly ValidationCode[]): Uint8Array {
  return Uint8Array.from(codes, codeNumber);
}

/**
 * Chains what the block did to state: SHA-256 over the number of codes, the codes, the read-write sets of the valid
 * transactions (each with its length) and the commit hash before. Fabric chains its own encoding of the state updates in the same place.
 */
export function nextCommitHash(
  previous: Uint8Array,
  codes: readonly ValidationCode[],
  results: readonly Uint8Array[],
): Uint8Array {
  const hash = createHash('sha256').update(uint32(codes.length)).update(encodeCodes(codes));
  codes.forEach((code, index) => {
    const bytes = results[index];
    if (code === 'VALID' && bytes !== undefined) hash.update(uint32(bytes.length)).update(bytes);
  });
  return hash.update(previous).digest();
}

function signBlock(orderer: Signer, header: Uint8Array, lastConfig: bigint): Uint8Array {
  const value = new common.OrdererBlockMetadata();
  value.setLastConfig(lastConfigValue(lastConfig));
  const valueBytes = value.serializeBinary();
  const signatureHeader = buildSignatureHeader(orderer.serialized, randomBytes(24));
  const signature = new common.MetadataSignature();
  signature.setSignatureHeader(signatureHeader);
  signature.setSignature(orderer.sign(Buffer.concat([valueBytes, signatureHeader, header])));
  const metadata = new common.Metadata();
  metadata.setValue(valueBytes);
  metadata.setSignaturesList([signature]);
  return metadata.serializeBinary();
}

function lastConfigValue(number: bigint): common.LastConfig {
  const value = new common.LastConfig();
  value.setIndex(Number(number));
  return value;
}

function metadataValue(value: Uint8Array): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(value);
  return metadata.serializeBinary();
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
