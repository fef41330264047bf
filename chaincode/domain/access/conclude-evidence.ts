// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../catalogue/consent.js';
import type { RecordType } from '../catalogue/record-type.js';
import type { Evidence, Requirement, ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import { departmentOf } from '../names.js';
import type { RefusalCode } from '../refusals.js';
import type { Access, EvidenceVerdict } from './access.js';
import { applicableMaterials } from './applicable-materials.js';
import { whyNotKnown, whyNotShared, type Use } from './consent-coverage.js';
import { judgeEvidence, type JudgedRegister } from './judge-evidence.js';
import { declaredMaterials } from './plan-access.js';
import { predicateNames } from './predicate.js';
import type { ScenarioAnswers } from './scenario.js';

/** What a source has before it when it concludes an access. */
export interface Source {
  readonly department: string;
  readonly item: ServiceItem;
  readonly request: Access['request'];
  readonly answers: ScenarioAnswers;
  /** Register pseudonyms at this source by role, from the ticket part. */
  readonly subjects: Readonly<Record<string, string>>;
  /** Day of ledger time. */
  readonly on: string;
  /** By `registerName`. */
  readonly registers: ReadonlyMap<string, Pick<JudgedRegister, 'entry' | 'values'>>;
  /** The record types in force, by code. */
  readonly recordTypes: ReadonlyMap<string, RecordType>;
  /** The source's own consent to this item version. */
  readonly consent: Consent | undefined;
}

/** Under which name `Source.registers` keeps the records of a type about a subject. */
export function registerName(recordType: string, subjectRole: string): string {
  return `${recordType} ${subjectRole}`;
}

/** Which records a source looks at for an access: those of its own types that materials and fields speak of. */
export function registersAsked(department: string, item: ServiceItem, { materials, fields }: Access['request']) {
  const evidence = item.requirements
    .filter(({ materialCode }) => materials.includes(materialCode))
    .flatMap(({ subjectRole, alternatives }) =>
      alternatives.flatMap((one) => one.evidence.map(({ recordType }) => ({ subjectRole, recordType }))),
    );
  const prefill = item.fields.filter(({ code }) => fields.includes(code)).map(({ source }) => source);
  const asked = [...evidence, ...prefill].filter(({ recordType }) => departmentOf(recordType) === department);
  return new Map(
    asked.map(({ subjectRole, recordType }) => [registerName(recordType, subjectRole), { subjectRole, recordType }]),
  );
}

/**
 * The source's verdict on each piece of evidence that is its own, in the item's order.
 *
 * Evidence is REFUSED, with the rule, where the answers do not call for the material (MATERIAL_NOT_DECLARED), the
 * source did not agree to a claim that the predicate reads or to saying that a record is there (CONSENT_MISSING,
 * CLAIM_NOT_SHARED), its record type is gone (RECORD_TYPE_UNKNOWN), or the predicate cannot be worked out (PREDICATE_NOT_ALLOWED).
 *
 * @throws {DomainError} REQUEST_MALFORMED for answers that do not fit the item's questions.
 */
export function concludeEvidence(source: Source): EvidenceVerdict[] {
  const applicable = applicableMaterials(source.item, source.answers);
  return declaredMaterials(source.item, source.request).flatMap((material) =>
    material.alternatives.flatMap(({ evidence }, alternative) =>
      evidence.flatMap((one, position): EvidenceVerdict[] => {
        if (departmentOf(one.recordType) !== source.department) return [];
        const place = {
          materialCode: material.materialCode,
          alternative,
          evidence: position,
          recordType: one.recordType,
        };
        if (!applicable.includes(material.materialCode)) return [{ ...place, ...refused('MATERIAL_NOT_DECLARED') }];
        return [{ ...place, ...verdictOn(source, material, one) }];
      }),
    ),
  );
}

type Finding = Omit<EvidenceVerdict, 'materialCode' | 'alternative' | 'evidence' | 'recordType'>;

function verdictOn(source: Source, { subjectRole }: Requirement, evidence: Evidence): Finding {
  const refusal = whyEvidenceIsRefused(source, evidence);
  if (refusal !== undefined) return refused(refusal);
  const register = registerOf(source, evidence.recordType, subjectRole);
  try {
    const { verdict, record } = judgeEvidence(evidence, register);
    if (record === undefined) return { verdict };
    const { version, recordId, attestedAt, until } = record;
    return { verdict, recordTypeVersion: version, recordId, attestedAt, validUntil: until };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code);
    throw error;
  }
}

/** What of a source is on the ledger, and decides what it may answer at all. */
export type PublicSource = Pick<Source, 'item' | 'request' | 'on' | 'recordTypes' | 'consent'>;

/** Why the source says nothing about this evidence whatever it holds, `undefined` if it may. */
export function whyEvidenceIsRefused(
  source: PublicSource,
  { recordType: code, predicate }: Evidence,
): RefusalCode | undefined {
  const recordType = source.recordTypes.get(code);
  if (recordType === undefined) return 'RECORD_TYPE_UNKNOWN';
  const claims = predicate === undefined ? [] : predicateNames(predicate).claims;
  const refusals = claims.map((claim) => refusalOfClaim(source, code, claim));
  return refusals.find((refusal) => refusal !== undefined) ?? whyNotKnown(recordType, source.consent, useOf(source));
}

/** Why the source does not let this item use that claim, `undefined` if it does. */
export function refusalOfClaim(source: PublicSource, recordTypeCode: string, claim: string): RefusalCode | undefined {
  const recordType = source.recordTypes.get(recordTypeCode);
  if (recordType === undefined) return 'RECORD_TYPE_UNKNOWN';
  return whyNotShared(recordType, claim, source.consent, useOf(source));
}

function useOf({ item, request, on }: PublicSource): Use {
  const { reader } = request.ticket.core;
  return { reader, itemCode: item.code, itemVersion: item.version, purposeCode: request.purposeCode, on };
}

export function registerOf(source: Source, recordType: string, subjectRole: string): JudgedRegister {
  const { answers, subjects, on, registers } = source;
  const held = registers.get(registerName(recordType, subjectRole));
  return { entry: held?.entry, values: held?.values ?? new Map(), answers, subjects, on };
}

function refused(refusal: RefusalCode): Finding {
  return { verdict: 'REFUSED', refusal };
}
