// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Value } from 'typebox/value';
import type { Conclusion, Opening } from '../../../chaincode/domain/access/access.js';
import { ClaimValue } from '../../../chaincode/domain/register/register-entry.js';
import { ReleasedClaims, releaseClaims } from '../../../chaincode/transactions/release-claims.js';
import { commitmentTo } from '../../../chaincode/wire/commitment.js';
import type { Ledger } from '../../ledger/ledger.js';
import { recordById, type RecordView } from '../../readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { Session } from '../session.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import { unseal } from './unseal.js';

/** A value that left its source and was held against the source's commitment on the ledger. */
export interface ReleasedValue {
  readonly record: RecordView;
  readonly claim: string;
  readonly value: ClaimValue;
}

/** A source released something that it did not commit to. Names the claims, never what came. */
export class OpeningMismatch extends Error {
  override readonly name = 'OpeningMismatch';
  readonly department: string;
  readonly claims: readonly string[];

  constructor(department: string, claims: readonly string[]) {
    super('an opening does not match its commitment');
    this.department = department;
    this.claims = claims;
  }
}

/**
 * Fetches the granted values of one source: sealed under a key made for this one release, opened here alone.
 * The read model must show the block of the conclusion. `relations` are what the other sources of the access concluded.
 *
 * @throws {OpeningMismatch} if any opening was not granted or does not match the ledger; then none is used.
 */
export async function releaseValues(
  { ledger, database }: { readonly ledger: Ledger; readonly database: ReadModelDatabase },
  { department, role }: Session,
  conclusion: Conclusion,
  relations: readonly Conclusion[],
): Promise<ReleasedValue[]> {
  const { accessId, department: source } = conclusion;
  const key = randomBytes(32);
  const { sealed } = await ledger.evaluate(
    releaseClaims,
    { department: source, accessId, relations: [...relations] },
    { caller: { department, role }, peer: source, transient: { key: key.toString('base64url') } },
  );
  const released: unknown = JSON.parse(unseal(key, sealed));
  if (!Value.Check(ReleasedClaims, released)) throw new OpeningMismatch(source, []);
  const checked = await Promise.all(released.openings.map((opening) => checkOpening(database, conclusion, opening)));
  const wrong = released.openings.filter((_, index) => checked[index] === undefined);
  if (wrong.length > 0) throw new OpeningMismatch(source, [...new Set(wrong.map(({ claim }) => claim))]);
  return checked.filter((one) => one !== undefined);
}

async function checkOpening(
  database: ReadModelDatabase,
  { granted, department }: Conclusion,
  { recordId, claim, salt, value }: Opening,
): Promise<ReleasedValue | undefined> {
  const isGranted = granted.some((grant) => grant.recordId === recordId && grant.claims.includes(claim));
  const record = isGranted ? await recordById(database, recordId) : undefined;
  if (record?.department !== department || !Value.Check(ClaimValue, value)) return undefined;
  const committed = record.commitments[claim] === commitmentTo({ salt, name: claim, value }, sha256);
  return committed ? { record, claim, value } : undefined;
}
