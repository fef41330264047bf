// SPDX-License-Identifier: Apache-2.0
import { Compile } from 'typebox/compile';
import { recordMark, resultMark } from '../../chaincode/domain/application/marks.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import type { RegisterRecord } from '../../chaincode/domain/register/register-entry.js';
import { depositParts, DepositPartsRequest } from '../../chaincode/transactions/deposit-parts.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../chaincode/wire/state-keys.js';
import { sha256 } from '../readmodel/belief/digest.js';
import { believed, type JudgedTransaction } from './judged-transaction.js';

const shape = Compile(DepositPartsRequest);

/**
 * Keys of the hashes that belong to applications: what applicants filled in, and the marks. A mark says nothing but what
 * everyone knows, so one that says anything else belongs to nothing.
 */
export function applicationKeys(judged: JudgedTransaction): string[] {
  const filed = believed(judged, 'FILING').flatMap(({ document: { applicationId, filedBy, items } }) =>
    items.flatMap(({ accessId }) =>
      accessId === undefined
        ? []
        : [{ department: filedBy, key: stateKeys.filedMark(accessId), text: { v: 1, accessId, applicationId } }],
    ),
  );
  const marks = [
    ...filed,
    ...believed(judged, 'REGISTER_ENTRY').flatMap(({ department, document }) =>
      document.records.flatMap((record) => marksOf(department, record)),
    ),
  ];
  const said = new Set(
    judged.transaction.hashedWrites.map(
      ({ department, keyHash, valueHash = '' }) => `${department} ${keyHash} ${valueHash}`,
    ),
  );
  const right = marks
    .map(({ department, key, text }) => ({ department, keyHash: sha256(key), valueHash: sha256(canonicalJson(text)) }))
    .filter(({ department, keyHash, valueHash }) => said.has(`${department} ${keyHash} ${valueHash}`));
  return [...right.map(({ keyHash }) => keyHash), ...depositKeys(judged)];
}

/** Keys of records whose status changed here without the mark that tells every peer. */
export function unmarkedRecords(judged: JudgedTransaction): string[] {
  const known = new Set(applicationKeys(judged));
  const changed = believed(judged, 'REGISTER_ENTRY').flatMap(({ document }) =>
    document.records.filter(({ change }) => change?.at === judged.transaction.timestamp),
  );
  return changed
    .map(({ recordId }) => recordId)
    .filter((recordId) => !known.has(sha256(stateKeys.recordMark(recordId))));
}

function marksOf(department: string, { recordId, status, application }: RegisterRecord) {
  const standing = { department, key: stateKeys.recordMark(recordId), text: recordMark(recordId, status) };
  if (application === undefined) return [standing];
  const { applicationId, itemCode } = application;
  const result = {
    key: stateKeys.resultMark(applicationId, itemCode),
    text: resultMark(applicationId, itemCode, recordId),
  };
  return [standing, { department, ...result }];
}

function depositKeys({ transaction: { call } }: JudgedTransaction): string[] {
  if (call?.name !== depositParts.name || !shape.Check(call.request)) return [];
  const { department, deposits } = call.request;
  return deposits
    .filter(({ itemCode }) => departmentOf(itemCode) === department)
    .map(({ applicationId, itemCode, kind }) =>
      sha256(kind === 'FORM' ? stateKeys.form(applicationId, itemCode) : stateKeys.delivery(applicationId, itemCode)),
    );
}
