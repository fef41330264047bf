// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'fabric-contract-api';
import { mspIdOf } from '../domain/names.js';
import { isRole } from '../domain/roles.js';
import { instantFromSeconds } from '../domain/time.js';
import type { LedgerAccess } from '../transactions/ledger-access.js';
import { nodeCrypto } from './node-crypto.js';

/** Certificate attribute that carries the role within the department. */
const ROLE_ATTRIBUTE = 'onedoor.role';

/** The implicit collection of a department: always there, endorsed by that organisation alone. */
export function collectionOf(department: string): string {
  return `_implicit_org_${mspIdOf(department)}`;
}

/** One invocation over the shim's stub. */
export function stubLedger({ stub, clientIdentity, logging }: Context): LedgerAccess {
  const role = clientIdentity.getAttributeValue(ROLE_ATTRIBUTE);
  const { seconds, nanos } = stub.getTxTimestamp();
  return {
    transactionId: stub.getTxID(),
    at: instantFromSeconds(Number(seconds), nanos),
    caller: { mspId: clientIdentity.getMSPID(), role: isRole(role) ? role : undefined },
    read: async (key) => text(await stub.getState(key)),
    write: (key, value) => stub.putState(key, Buffer.from(value)),
    readPrivate: async (department, key) => text(await stub.getPrivateData(collectionOf(department), key)),
    hashPrivate: async (department, key) => digest(await stub.getPrivateDataHash(collectionOf(department), key)),
    writePrivate: (department, key, value) => stub.putPrivateData(collectionOf(department), key, Buffer.from(value)),
    transient: (name) => text(stub.getTransient().get(name)),
    crypto: nodeCrypto,
    log: {
      released: (entry) => {
        logging.getLogger('disclosure').info(`released ${JSON.stringify(entry)}`);
      },
    },
  };
}

/** The stub answers an absent key with no bytes; a document never has none. */
function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('utf8');
}

function digest(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : Buffer.from(bytes).toString('base64url');
}
