// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { OpenAccessResponse, openAccess } from '../../../chaincode/transactions/open-access.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import type { Services } from '../services.js';

/**
 * Which access a request opened, from the transactions that were made for it; `undefined`: none of them opens one.
 * Waits until the read model shows all of them.
 *
 * @throws {DomainError} the opening was rejected, and only its neighbours in the transaction stand on the ledger.
 */
export async function rebuildVerification(
  { readModel }: Pick<Services, 'readModel'>,
  committed: readonly CommittedPart[],
): Promise<string | undefined> {
  const opening = committed.filter(({ call }) => call?.name === openAccess.name).at(-1);
  if (!Value.Check(OpenAccessResponse, opening?.response)) return undefined;
  const { results } = opening.response;
  const own = results.find(({ index }) => index === opening.place);
  if (own === undefined) return undefined;
  if (own.outcome === 'REJECTED' && own.code !== undefined) throw new DomainError(own.code);
  for (const { blockNumber } of committed) await readModel.waitForBlock(blockNumber);
  return own.accessId;
}
