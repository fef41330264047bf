// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Conclusion } from '../../../chaincode/domain/access/access.js';
import { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { Statement } from '../../../chaincode/transactions/statement.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { LedgerTransaction } from '../../ledger/ledger.js';
import type { Believed, DisbeliefReason, Finding } from './belief.js';
import { sha256 } from './digest.js';
import { isHashedIn } from './hashed-writes.js';

const shapes = {
  stating: Compile(Type.Object({ statements: Type.Array(Type.Unknown()) })),
  statement: Compile(Statement),
  entry: Compile(RegisterEntry),
  consent: Compile(Consent),
  conclusion: Compile(Conclusion),
};

/**
 * The statements in the response of a valid transaction. One is believed if its department's collection got
 * its hash in the same transaction, which takes that department's endorsement, and if it is the department's
 * to say.
 */
export function judgeStatements(transaction: LedgerTransaction): Finding[] {
  const { response } = transaction;
  if (!shapes.stating.Check(response)) return [];
  const isHashed = isHashedIn(transaction.hashedWrites);
  return response.statements.map((statement) => {
    if (!shapes.statement.Check(statement)) return { keyHash: '', belief: 'SHAPE_UNKNOWN' };
    const { department, keyHash, document } = statement;
    const hashed = isHashed(department, keyHash, sha256(canonicalJson(document)));
    return { keyHash, belief: hashed ? judge(department, keyHash, document) : 'NOT_HASHED' };
  });
}

function judge(department: string, keyHash: string, document: unknown): Believed | DisbeliefReason {
  if (shapes.entry.Check(document)) {
    if (departmentOf(document.recordType) !== department) return 'NOT_ITS_OWN';
    return { kind: 'REGISTER_ENTRY', department, document };
  }
  if (shapes.consent.Check(document)) {
    if (document.department !== department) return 'NOT_ITS_OWN';
    const key = stateKeys.consent(document.itemCode, document.itemVersion);
    return keyHash === sha256(key) ? { kind: 'CONSENT', document } : 'KEY_FOREIGN';
  }
  if (shapes.conclusion.Check(document)) {
    if (document.department !== department) return 'NOT_ITS_OWN';
    const key = stateKeys.conclusion(document.accessId, department);
    return keyHash === sha256(key) ? { kind: 'CONCLUSION', document } : 'KEY_FOREIGN';
  }
  return 'SHAPE_UNKNOWN';
}
