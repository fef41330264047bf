// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '../catalogue/service-item.js';
import type { RecordValues, RegisterEntry, RegisterRecord, Status } from '../register/register-entry.js';
import { HINDRANCES, type Verdict } from './access.js';
import { evaluatePredicate, type PredicateValues } from './predicate.js';

/** What the source's own peer knows when it judges one piece of evidence. */
export interface JudgedRegister {
  /** `undefined`: the source holds no record of this type about the subject. */
  readonly entry: RegisterEntry | undefined;
  /** Values by record id; absent once they are erased. */
  readonly values: ReadonlyMap<string, RecordValues>;
  readonly answers: PredicateValues['answers'];
  readonly subjects: PredicateValues['subjects'];
  /** Day of ledger time, Asia/Shanghai. */
  readonly on: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** The record that the verdict is about, where there is exactly one. */
  readonly record?: RegisterRecord;
}

/** From the worst to the best; GOOD records are those that a predicate chooses among. */
const STANDINGS = [...HINDRANCES, 'GOOD'] as const;
type Standing = (typeof STANDINGS)[number];

/**
 * Judges one piece of evidence from a source's register.
 *
 * A superseded record is passed over: its successor stands in the same entry. The predicate chooses among the
 * good records: exactly one that satisfies it is VERIFIED, several are AMBIGUOUS (with `choose: LATEST` the one
 * that began last counts, unless two began on that day), none is NOT_SATISFIED. If no record is good, the one
 * nearest to being so gives the verdict. A record is good from its first day to its last, both included: EXPIRED
 * from the day after `until`, PENDING to the day before `from`. A status counts as soon as it is on the ledger.
 *
 * @throws {DomainError} PREDICATE_NOT_ALLOWED as `evaluatePredicate`.
 */
export function judgeEvidence(evidence: Pick<Evidence, 'predicate' | 'choose'>, register: JudgedRegister): Judgement {
  const records = (register.entry?.records ?? []).filter(stands);
  const best = Math.max(...records.map((record) => rankOf(record, register)));
  const candidates = records.filter((record) => rankOf(record, register) === best);
  const standing = STANDINGS[best];
  if (standing === undefined) return { verdict: 'NOT_FOUND' };
  if (standing !== 'GOOD') return about(standing, candidates);
  const fitting = candidates.filter((record) => satisfies(record, evidence.predicate, register));
  if (fitting.length === 0) return about('NOT_SATISFIED', candidates);
  const chosen = evidence.choose === 'LATEST' ? latest(fitting) : fitting;
  return about(chosen.length === 1 ? 'VERIFIED' : 'AMBIGUOUS', chosen);
}

type StandingRecord = RegisterRecord & { readonly status: Exclude<Status, 'SUPERSEDED'> };

function stands(record: RegisterRecord): record is StandingRecord {
  return record.status !== 'SUPERSEDED';
}

function rankOf(record: StandingRecord, register: JudgedRegister): number {
  return STANDINGS.indexOf(standingOf(record, register));
}

function standingOf({ recordId, status, from, until }: StandingRecord, register: JudgedRegister): Standing {
  const { values, on } = register;
  if (!values.has(recordId)) return 'ERASED';
  if (status !== 'VALID') return status;
  if (until !== null && on > until) return 'EXPIRED';
  return on < from ? 'PENDING' : 'GOOD';
}

function satisfies({ recordId }: RegisterRecord, predicate: string | undefined, register: JudgedRegister): boolean {
  const { values, answers, on, subjects } = register;
  if (predicate === undefined) return true;
  const held = values.get(recordId);
  return held !== undefined && evaluatePredicate(predicate, { claims: held.claims, answers, on, subjects });
}

function latest(records: readonly RegisterRecord[]): RegisterRecord[] {
  const began = records.reduce((day, { from }) => (from > day ? from : day), '');
  return records.filter(({ from }) => from === began);
}

function about(verdict: Verdict, records: readonly RegisterRecord[]): Judgement {
  const [record] = records;
  return record !== undefined && records.length === 1 ? { verdict, record } : { verdict };
}
