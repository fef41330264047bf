// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DecodedBlock, DecodedTransaction } from '../../../network/embedded/types.js';
import { codeName } from '../../../network/embedded/validation-code.js';
import { decodeByFabric } from './configtxlator.js';

/* What a block says, from our decoder and from Fabric's own program, in one shape. Bytes are base64; identities by digest. */

export interface BlockSummary {
  readonly number: string;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly transactions: readonly object[];
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/** By our decoder. */
export function ownSummary({ number, previousHash, dataHash, transactions }: DecodedBlock): BlockSummary {
  return {
    number: String(number),
    previousHash: base64(previousHash),
    dataHash: base64(dataHash),
    transactions: transactions.map(ownTransaction),
  };
}

function ownTransaction(transaction: DecodedTransaction): object {
  const { creator, response, event, endorsers } = transaction;
  return {
    transactionId: transaction.transactionId,
    validationCode: transaction.validationCode,
    creator: { mspId: creator.mspId, certificate: digest(creator.certificate) },
    timestamp: transaction.timestamp,
    chaincode: transaction.chaincode,
    args: transaction.args.map(base64),
    response: { status: response.status, message: response.message, payload: base64(response.payload) },
    endorsers: endorsers.map(({ mspId, certificate }) => ({ mspId, certificate: digest(certificate) })),
    writes: transaction.writes.map(({ value, ...write }) => ({ ...write, value: base64(value) })),
    hashedWrites: transaction.hashedWrites.map(({ keyHash, valueHash, ...write }) => ({
      ...write,
      keyHash: base64(keyHash),
      valueHash: base64(valueHash),
    })),
    event: event && { name: event.name, payload: base64(event.payload) },
  };
}

interface FabricBlock {
  readonly header: { readonly number: string; readonly previous_hash: string; readonly data_hash: string };
  readonly data: { readonly data: readonly { readonly payload: FabricPayload }[] };
  readonly metadata: { readonly metadata: readonly string[] };
}

interface FabricPayload {
  readonly header: {
    readonly channel_header: {
      readonly type: number;
      readonly tx_id: string;
      readonly timestamp: string;
      readonly extension: { readonly chaincode_id: { readonly name: string } } | null;
    };
    readonly signature_header: { readonly creator: FabricIdentity | null };
  };
  readonly data: { readonly actions?: readonly { readonly payload: FabricAction }[] };
}

interface FabricIdentity {
  readonly mspid: string;
  readonly id_bytes: string;
}

interface FabricAction {
  readonly chaincode_proposal_payload: {
    readonly input: { readonly chaincode_spec: { readonly input: { readonly args: readonly string[] } } };
  };
  readonly action: {
    readonly endorsements: readonly { readonly endorser: string }[];
    readonly proposal_response_payload: { readonly extension: FabricExtension };
  };
}

interface FabricExtension {
  readonly response: { readonly status: number; readonly message: string; readonly payload: string };
  readonly events: { readonly event_name: string; readonly payload: string } | null;
  readonly results: { readonly ns_rwset: readonly FabricNamespace[] };
}

interface FabricNamespace {
  readonly namespace: string;
  readonly rwset: {
    readonly writes: readonly { readonly key: string; readonly is_delete: boolean; readonly value: string }[];
  } | null;
  readonly collection_hashed_rwset: readonly { readonly collection_name: string; readonly hashed_rwset: string }[];
}

interface FabricHashes {
  readonly hashed_writes: readonly {
    readonly key_hash: string;
    readonly value_hash: string;
    readonly is_delete: boolean;
    readonly is_purge: boolean;
  }[];
}

const CONFIG = 1;
const FILTER = 2;

/** By Fabric's own program. A configuration counts as a block without transactions, as with us. */
export async function fabricSummary(decoded: unknown): Promise<BlockSummary> {
  const { header, data, metadata } = decoded as FabricBlock;
  const codes = Buffer.from(metadata.metadata[FILTER] ?? '', 'base64');
  const payloads = data.data.map(({ payload }) => payload);
  const isConfig = payloads[0]?.header.channel_header.type === CONFIG;
  return {
    number: header.number,
    previousHash: header.previous_hash,
    dataHash: header.data_hash,
    transactions: isConfig
      ? []
      : await Promise.all(payloads.map((payload, place) => fabricTransaction(payload, codeName(codes[place])))),
  };
}

async function fabricTransaction({ header, data }: FabricPayload, validationCode: string): Promise<object> {
  const { channel_header: channel, signature_header: signature } = header;
  const action = data.actions?.[0]?.payload;
  if (action === undefined || signature.creator === null) throw new Error('no transaction of an endorser');
  const { response, events, results } = action.action.proposal_response_payload.extension;
  const namespaces = await Promise.all(results.ns_rwset.map(fabricHashedWrites));
  return {
    transactionId: channel.tx_id,
    validationCode,
    creator: identity(signature.creator),
    timestamp: new Date(channel.timestamp).toISOString(),
    chaincode: channel.extension?.chaincode_id.name,
    args: action.chaincode_proposal_payload.input.chaincode_spec.input.args,
    response: { status: response.status, message: response.message, payload: response.payload },
    endorsers: await Promise.all(action.action.endorsements.map(({ endorser }) => endorserOf(endorser))),
    writes: results.ns_rwset.flatMap(({ namespace, rwset }) =>
      (rwset?.writes ?? []).map(({ key, is_delete: isDelete, value }) => ({ namespace, key, isDelete, value })),
    ),
    hashedWrites: namespaces.flat(),
    event: events === null ? undefined : { name: events.event_name, payload: events.payload },
  };
}

function identity({ mspid, id_bytes: bytes }: FabricIdentity): object {
  return { mspId: mspid, certificate: digest(Buffer.from(bytes, 'base64').toString('utf8')) };
}

async function endorserOf(bytes: string): Promise<object> {
  return identity((await decodeByFabric('msp.SerializedIdentity', Buffer.from(bytes, 'base64'))) as FabricIdentity);
}

async function fabricHashedWrites({ namespace, collection_hashed_rwset: sets }: FabricNamespace): Promise<object[]> {
  const all = await Promise.all(
    sets.map(async ({ collection_name: collection, hashed_rwset: bytes }) => {
      const hashes = (await decodeByFabric('kvrwset.HashedRWSet', Buffer.from(bytes, 'base64'))) as FabricHashes;
      return hashes.hashed_writes.map((write) => ({
        namespace,
        collection,
        isDelete: write.is_delete,
        isPurge: write.is_purge,
        keyHash: write.key_hash,
        valueHash: write.value_hash,
      }));
    }),
  );
  return all.flat();
}
