// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../../chaincode/domain/access/access.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { stamped, unstamped, type Part } from './chain.js';
import * as documents from './documents.js';

export const DIARY = documents.digest('diary');

/** What is told apart; the rest is the same for all. */
export interface Row {
  readonly name: string;
  readonly at?: string;
  readonly officer?: string;
}

/** Accesses that follow each other in one diary. */
export function rowsOf(...rows: readonly Row[]): Access[] {
  let previous = documents.H0;
  return rows.map(({ name, at = documents.AT, officer = 'officer-7' }, index) => {
    const diary = [{ role: 'applicant', diary: DIARY, n: index + 1, previous }];
    const access = documents.access(name, { diary, officer }, at);
    previous = documents.nextHead(previous, access);
    return access;
  });
}

/** The first of them. */
export function firstOf(...rows: readonly Row[]): Access {
  const [access] = rowsOf(...rows);
  if (access === undefined) throw new Error('a diary without rows');
  return access;
}

/** Opens them one after the other; the head is written with each. */
export function diaryOf(...rows: readonly Row[]): Part[][] {
  return rowsOf(...rows).map((access) => {
    const { n = 0, previous = '' } = access.diary[0] ?? {};
    const head = { v: 1, n, h: documents.nextHead(previous, access), at: access.at };
    return [
      stamped('human-resources', stateKeys.access(access.accessId), access),
      unstamped(stateKeys.diary(DIARY), head),
    ];
  });
}
