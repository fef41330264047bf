// SPDX-License-Identifier: Apache-2.0
import { Compile } from 'typebox/compile';
import { Access, DiaryHead } from '../../../chaincode/domain/access/access.js';
import { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { LedgerTransaction } from '../../ledger/ledger.js';
import type { Believed, DisbeliefReason, Finding } from './belief.js';
import { sha256 } from './digest.js';
import { isHashedIn } from './hashed-writes.js';
import { judgeApplicationWrite } from './judge-application-write.js';
import { judgeCatalogueWrite } from './judge-catalogue-write.js';
import { parseJson } from './parse-json.js';

const shapes = { access: Compile(Access), inquiry: Compile(Inquiry), head: Compile(DiaryHead) };

/**
 * The public documents that a valid transaction wrote. One is believed if the department it speaks for
 * stamped it: the same bytes under the same key in that department's collection, in the same transaction.
 * Diary heads carry no stamp; the rows do.
 */
export function judgePublicWrites(transaction: LedgerTransaction): Finding[] {
  const isHashed = isHashedIn(transaction.hashedWrites);
  return transaction.writes.map(({ key, value }) => {
    const keyHash = sha256(key);
    if (value === undefined) return { keyHash, belief: 'DELETED' };
    const belief = judgeDocument(key, parseJson(value));
    if (typeof belief === 'string' || belief.kind === 'DIARY_HEAD') return { keyHash, belief };
    const stamped = isHashed(speakerOf(belief), keyHash, sha256(value));
    return { keyHash, belief: stamped ? belief : 'NOT_STAMPED' };
  });
}

function judgeDocument(key: string, document: unknown): Believed | DisbeliefReason {
  switch (key.slice(0, 2)) {
    case 'c/':
      return judgeCatalogueWrite(key, document);
    case 'a/':
      return judgeApplicationWrite(key, document);
    case 'x/':
      return judgeAccessWrite(key, document);
    case 'q/':
      return judgeInquiryWrite(key, document);
    case 'd/':
      return shapes.head.Check(document) ? { kind: 'DIARY_HEAD', diary: key.slice(2), document } : 'SHAPE_UNKNOWN';
    default:
      return 'KEY_FOREIGN';
  }
}

function judgeAccessWrite(key: string, document: unknown): Believed | DisbeliefReason {
  if (!shapes.access.Check(document)) return 'SHAPE_UNKNOWN';
  return key === stateKeys.access(document.accessId) ? { kind: 'ACCESS', document } : 'KEY_FOREIGN';
}

function judgeInquiryWrite(key: string, document: unknown): Believed | DisbeliefReason {
  if (!shapes.inquiry.Check(document)) return 'SHAPE_UNKNOWN';
  return key === stateKeys.inquiry(document.inquiryId) ? { kind: 'INQUIRY', document } : 'KEY_FOREIGN';
}

function speakerOf(belief: Believed): string {
  switch (belief.kind) {
    case 'CATALOGUE':
    case 'REGISTER_ENTRY':
    case 'TASK':
      return belief.department;
    case 'FILING':
      return belief.document.filedBy;
    case 'ACCESS':
      return belief.document.reader;
    case 'INQUIRY':
    case 'CONSENT':
    case 'CONCLUSION':
      return belief.document.department;
    case 'DIARY_HEAD':
      return '';
  }
}
