// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import fabric, { Context, Contract } from 'fabric-contract-api';
import { collectionOf } from '../../../chaincode/fabric/stub-ledger.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { District } from './district.js';

/** A write that no rule of the agreement has seen, or a deletion; with `department` in that department's collection. */
export interface Forgery {
  readonly key: string;
  /** Absent: deletes what is there. */
  readonly document?: object;
  readonly department?: string;
}

/**
 * What peers run whose departments have agreed to lie: it writes any bytes under any key. The other peers are
 * honest, and validate what comes out of it as they validate everything.
 */
export class ColludingContract extends Contract {
  constructor() {
    super('colluding');
  }

  async Write({ stub }: Context, text: string): Promise<string> {
    for (const { key, document, department } of JSON.parse(text) as Forgery[]) {
      const bytes = document === undefined ? undefined : Buffer.from(canonicalJson(document));
      if (department === undefined) await (bytes === undefined ? stub.deleteState(key) : stub.putState(key, bytes));
      else if (bytes === undefined) await stub.deletePrivateData(collectionOf(department), key);
      else await stub.putPrivateData(collectionOf(department), key, bytes);
    }
    return '';
  }
}
Reflect.defineMetadata('design:paramtypes', [Context, String], ColludingContract.prototype, 'Write');
fabric.Transaction()(ColludingContract.prototype, 'Write');
fabric.Returns('string')(ColludingContract.prototype, 'Write');

/** Writes with the endorsement of these departments' peers and of no other. */
export async function collude({ network }: District, departments: readonly string[], forgeries: readonly Forgery[]) {
  const mspIds = departments.map(mspIdOf);
  const caller = await network.enrol(mspIds[0] ?? '', 'colluding', {});
  const args = [JSON.stringify(forgeries)];
  return network.submit(caller, { chaincode: 'onedoor', transaction: 'colluding:Write', args, endorsers: mspIds });
}
