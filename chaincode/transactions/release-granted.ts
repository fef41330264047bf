// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion, Opening } from '../domain/access/access.js';
import type { Grant } from '../domain/access/grant-claims.js';
import { withholdUnrelated } from '../domain/access/withhold-unrelated.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readOpenAccess } from './access-reading.js';
import { believedConclusions } from './believed-conclusions.js';
import { readCatalogueVersion } from './documents.js';
import { readValues } from './read-register.js';
import { releaseKeyOf } from './sealing.js';
import type { ReleaseClaimsRequest, ReleaseClaimsResponse, ReleasedClaims } from './release-claims.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Opens exactly the claims that the source's committed conclusion grants, sealed under the caller's key. Whose
 * access it is, is worked out from the signed ticket again, and the conclusion says which bytes it answered: the
 * public document could have been overwritten since. Claims about a role whose relation does not hold, by what the
 * sources stated, are left out.
 * A record whose values were erased meanwhile is left out.
 */
export async function releaseGranted(
  context: TransactionContext,
  { department, accessId, relations = [] }: ReleaseClaimsRequest,
  keyText: string,
): Promise<ReleaseClaimsResponse> {
  const key = releaseKeyOf(keyText);
  const { access } = await readOpenAccess(context, accessId);
  const conclusion = await readConclusion(context, department, accessId);
  if (conclusion.accessDigest !== context.crypto.sha256(canonicalJson(access))) {
    throw new DomainError('ACCESS_UNKNOWN', 'the access on the ledger is not the one that was concluded');
  }
  const leaving =
    access.request.disclose === 'fields' ? await grantsLeaving(context, access, conclusion, relations) : [];
  if (leaving.length === 0) throw new DomainError('VALUES_NOT_GRANTED');
  const openings: Opening[] = [];
  for (const grant of leaving) {
    const opened = await openGrant(context, department, grant);
    if (opened.length === 0) continue;
    openings.push(...opened);
    const { recordType } = grant;
    context.log.released({ accessId, reader: access.reader, recordType, claims: opened.map(({ claim }) => claim) });
  }
  const released: ReleasedClaims = { openings };
  return { accessId, sealed: context.crypto.seal(key, context.transactionId, canonicalJson(released)) };
}

async function readConclusion(context: TransactionContext, department: string, accessId: string): Promise<Conclusion> {
  const text = await context.statements(department).read(stateKeys.conclusion(accessId, department));
  if (text === undefined) throw new DomainError('ACCESS_NOT_CONCLUDED');
  return JSON.parse(text) as Conclusion; // the source's own statement: only ConcludeAccess writes it
}

async function grantsLeaving(
  context: TransactionContext,
  access: Access,
  conclusion: Conclusion,
  relations: readonly Conclusion[],
): Promise<Grant[]> {
  const { itemCode } = access.request.ticket.core;
  const item = await readCatalogueVersion(context, 'item', itemCode, conclusion.itemVersion);
  if (item === undefined || context.crypto.sha256(canonicalJson(item)) !== conclusion.itemDigest) {
    throw new DomainError('ACCESS_UNKNOWN', 'the item on the ledger is not the one that was concluded');
  }
  const believed = await believedConclusions(context, conclusion, relations);
  return withholdUnrelated(item, access, conclusion.granted, [conclusion, ...believed]);
}

async function openGrant(
  context: TransactionContext,
  department: string,
  { recordId, claims }: Grant,
): Promise<Opening[]> {
  const held = await readValues(context, department, recordId);
  return claims.flatMap((claim) => {
    const [salt, value] = [held?.salts[claim], held?.claims[claim]];
    return salt === undefined || value === undefined ? [] : [{ recordId, claim, salt, value }];
  });
}
