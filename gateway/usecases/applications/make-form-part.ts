// SPDX-License-Identifier: Apache-2.0
import type { Contact, FormPart } from '../../../chaincode/domain/application/deposit.js';
import type { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { DepartmentKeys } from '../department-keys.js';
import { answersSalt } from '../verifications/answers-salt.js';
import type { FormValues } from './application-request.js';

const SALT_BYTES = 16;

interface Parted {
  /** The filing department. */
  readonly department: string;
  readonly caseRef: string;
  readonly itemCode: string;
  readonly accessId?: string | undefined;
  readonly contact: Contact;
  readonly form: FormValues;
  /** Answers to the item's own questions. */
  readonly scenario: ScenarioAnswers;
}

/** What an item's department gets, and its digest, which stands in the filing. */
export interface MadeFormPart {
  readonly part: FormPart;
  readonly digest: string;
}

/**
 * The private part of one item. Its salt follows from the case under the filing department's own key: nobody else can guess what is
 * under the digest, and the department can make the part again from the same words, having kept none of them.
 */
export async function makeFormPart(
  keys: DepartmentKeys,
  { department, caseRef, itemCode, accessId, contact, form, scenario }: Parted,
): Promise<MadeFormPart> {
  const mac = await keys.hmac(department, 'deposit', canonicalJson([caseRef, itemCode, accessId ?? '']));
  const salt = Buffer.from(mac, 'base64url').subarray(0, SALT_BYTES).toString('base64url');
  const answers = accessId === undefined ? {} : { answersSalt: await answersSalt(keys, department, accessId) };
  const part: FormPart = { v: 1, salt, contact, form, scenario, ...answers };
  return { part, digest: sha256(canonicalJson(part)) };
}
