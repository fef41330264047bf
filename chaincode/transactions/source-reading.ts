// SPDX-License-Identifier: Apache-2.0
import { registersAsked, type Source } from '../domain/access/conclude-evidence.js';
import type { JudgedRegister } from '../domain/access/judge-evidence.js';
import type { TicketPart } from '../domain/access/ticket.js';
import type { RecordType } from '../domain/catalogue/record-type.js';
import { DomainError } from '../domain/domain-error.js';
import type { RecordValues } from '../domain/register/register-entry.js';
import { dayOf } from '../domain/time.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readCatalogue } from './documents.js';
import { readConsent } from './give-consent.js';
import { readRegister, readValues } from './read-register.js';
import { withoutUnnamed } from './without-unnamed.js';
import type { TransactionContext } from './transaction-context.js';

type Asked = Pick<Source, 'department' | 'item' | 'request' | 'answers'> & { readonly part: TicketPart };

/**
 * Gathers on the source's own peer what it needs to conclude: registers, values, record types, its consent.
 *
 * @throws {DomainError} MATERIAL_NOT_DECLARED if the access asks nothing of this source; SUBJECTS_INVALID if the
 *   ticket part lacks a subject whose records are asked for; TIME_WENT_BACK if the consent is younger.
 */
export async function readSource(context: TransactionContext, { part, ...asked }: Asked): Promise<Source> {
  const { department, item, request } = asked;
  const wanted = registersAsked(department, item, request);
  if (wanted.size === 0) throw new DomainError('MATERIAL_NOT_DECLARED', 'the access asks nothing of this source');
  const subjects = Object.fromEntries(part.subjects.map(({ role, register }) => [role, register]));
  const registers = new Map<string, Pick<JudgedRegister, 'entry' | 'values'>>();
  const recordTypes = new Map<string, RecordType>();
  for (const [name, { subjectRole, recordType: code }] of wanted) {
    const pseudonym = subjects[subjectRole];
    if (pseudonym === undefined) throw new DomainError('SUBJECTS_INVALID', 'the ticket part lacks a subject');
    registers.set(name, await readHeld(context, department, stateKeys.register(code, pseudonym)));
    const recordType = await readCatalogue(context, 'record-type', code);
    if (recordType !== undefined) recordTypes.set(code, recordType);
  }
  const given = await readConsent(context, department, item.code, item.version);
  const itemDigest = context.crypto.sha256(canonicalJson(item));
  const consent = given?.itemDigest === itemDigest ? given : undefined;
  return { ...asked, subjects, on: dayOf(context.at), registers, recordTypes, consent };
}

async function readHeld(
  context: TransactionContext,
  department: string,
  key: string,
): Promise<Pick<JudgedRegister, 'entry' | 'values'>> {
  const entry = await withoutUnnamed(context, await readRegister(context, department, key));
  const values = new Map<string, RecordValues>();
  for (const { recordId } of entry?.records ?? []) {
    const held = await readValues(context, department, recordId);
    if (held !== undefined) values.set(recordId, held);
  }
  return { entry, values };
}
