// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion } from '../domain/access/access.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { DomainError } from '../domain/domain-error.js';
import { compareInstants } from '../domain/time.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { believedConclusions } from './believed-conclusions.js';
import { readAccess, type Reading } from './documents.js';

/** For whom and for what an access was opened, when it is filed. */
export interface FiledAccess {
  readonly item: ServiceItem;
  readonly filedBy: string;
  readonly caseRef: string;
  readonly accessId: string;
  /** When it was filed. */
  readonly at: string;
}

/**
 * The access by which an item's materials were verified, and what sources stated about it: of what is shown, that
 * whose bytes they hashed.
 *
 * @throws {DomainError} ACCESS_UNKNOWN, ACCESS_FOREIGN (another reader, item, version or case), ACCESS_REFUSED,
 *   TIME_WENT_BACK, ACCESS_EXPIRED if it was no longer open
 */
export async function readFiledAccess(
  context: Reading,
  filed: FiledAccess,
  shown: readonly Conclusion[],
): Promise<{ readonly access: Access; readonly believed: readonly Conclusion[] }> {
  const { item, accessId } = filed;
  const access = await readAccess(context, accessId);
  if (access === undefined) throw new DomainError('ACCESS_UNKNOWN', undefined, '/accessId');
  checkAccess(access, filed);
  const { sha256 } = context.crypto;
  const digests = { accessDigest: sha256(canonicalJson(access)), itemDigest: sha256(canonicalJson(item)) };
  return { access, believed: await believedConclusions(context, { accessId, ...digests }, shown) };
}

function checkAccess(access: Access, { item, filedBy, caseRef, accessId, at }: FiledAccess): void {
  const { core } = access.request.ticket;
  const asIs = [access.accessId, core.ticketId, access.reader, core.itemCode, access.request.itemVersion, core.caseRef];
  const asFiled = [accessId, accessId, filedBy, item.code, item.version, caseRef];
  if (asFiled.some((one, index) => one !== asIs[index])) {
    throw new DomainError('ACCESS_FOREIGN', undefined, '/accessId');
  }
  if (access.outcome === 'REFUSED') throw new DomainError('ACCESS_REFUSED', undefined, '/accessId');
  if (compareInstants(at, access.at) < 0) throw new DomainError('TIME_WENT_BACK');
  if (compareInstants(at, access.expiresAt) > 0) throw new DomainError('ACCESS_EXPIRED', undefined, '/accessId');
}
