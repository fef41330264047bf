// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'fabric-contract-api';
import { mspIdOf } from '../domain/names.js';
import { isRole } from '../domain/roles.js';
import { instantFromSeconds } from '../domain/time.js';
import type { LedgerAccess, LedgerWrite } from '../transactions/ledger-access.js';
import type { ParseOnce } from '../transactions/parse-once.js';
import type { Crypto } from '../transactions/transaction-context.js';
import { getMany, putMany, type Put, type Stub } from './batched-state.js';

/** Certificate attribute that carries the role within the department. */
const ROLE_ATTRIBUTE = 'onedoor.role';

/** The implicit collection of a department: always there, endorsed by that organisation alone. */
export function collectionOf(department: string): string {
  return `_implicit_org_${mspIdOf(department)}`;
}

/**
 * One invocation over the shim's stub. `batched`: several keys travel in one turn to the peer and back, which peers
 * can from v3.1 on; the read-write set is the same bytes either way.
 */
export function stubLedger(
  context: Context,
  { batched, crypto, parse }: { readonly batched: boolean; readonly crypto: Crypto; readonly parse: ParseOnce },
): LedgerAccess {
  const { stub, clientIdentity, logging } = context;
  const role = clientIdentity.getAttributeValue(ROLE_ATTRIBUTE);
  const { seconds, nanos } = stub.getTxTimestamp();
  const turns = batched ? batchedTurns(stub) : singleTurns(stub);
  return {
    transactionId: stub.getTxID(),
    at: instantFromSeconds(Number(seconds), nanos),
    caller: { mspId: clientIdentity.getMSPID(), role: isRole(role) ? role : undefined },
    read: async (key) => text(await stub.getState(key)),
    ...turns,
    readPrivate: async (department, key) => text(await stub.getPrivateData(collectionOf(department), key)),
    hashPrivate: async (department, key) => digest(await stub.getPrivateDataHash(collectionOf(department), key)),
    transient: (name) => text(stub.getTransient().get(name)),
    crypto,
    parse,
    log: {
      released: (entry) => {
        logging.getLogger('disclosure').info(`released ${JSON.stringify(entry)}`);
      },
    },
  };
}

type Turns = Pick<LedgerAccess, 'readMany' | 'readManyPrivate' | 'write'>;

function singleTurns(stub: Stub): Turns {
  return {
    readMany: (keys) => each(keys, (key) => stub.getState(key)),
    readManyPrivate: (department, keys) => each(keys, (key) => stub.getPrivateData(collectionOf(department), key)),
    write: async (writes) => {
      for (const { department, key, text: value } of writes) {
        const bytes = Buffer.from(value);
        if (department === undefined) await stub.putState(key, bytes);
        else await stub.putPrivateData(collectionOf(department), key, bytes);
      }
    },
  };
}

function batchedTurns(stub: Stub): Turns {
  return {
    readMany: async (keys) => (await getMany(stub, '', keys)).map(text),
    // Read together, values are not held against their hashes: a peer without them would call every key absent.
    readManyPrivate: async (department, keys) =>
      stub.getMspID() === mspIdOf(department)
        ? (await getMany(stub, collectionOf(department), keys)).map(text)
        : singleTurns(stub).readManyPrivate(department, keys),
    write: (writes) => putMany(stub, writes.map(putOf)),
  };
}

function putOf({ department, key, text: value }: LedgerWrite): Put {
  return { collection: department === undefined ? '' : collectionOf(department), key, value: Buffer.from(value) };
}

async function each(
  keys: readonly string[],
  ask: (key: string) => Promise<Uint8Array>,
): Promise<readonly (string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for (const key of keys) texts.push(text(await ask(key)));
  return texts;
}

/** The stub answers an absent key with no bytes; a document never has none. */
function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('utf8');
}

function digest(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('base64url');
}
