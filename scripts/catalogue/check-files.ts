// SPDX-License-Identifier: Apache-2.0
import type { PlanEntry } from '../../chaincode/domain/access/access.js';
import { whyNotKnown, whyNotShared } from '../../chaincode/domain/access/consent-coverage.js';
import type { Use } from '../../chaincode/domain/access/consent-coverage.js';
import { planAccess } from '../../chaincode/domain/access/plan-access.js';
import { checkCatalogue } from '../../chaincode/domain/catalogue/check-catalogue.js';
import { checkConsent } from '../../chaincode/domain/catalogue/check-consent.js';
import type { CatalogueView } from '../../chaincode/domain/catalogue/catalogue-view.js';
import type { Consent } from '../../chaincode/domain/catalogue/consent.js';
import type { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import type { Mapping } from '../import/mapping.js';
import type { CatalogueFiles } from './read-catalogue.js';

export interface FileFault {
  readonly place: string;
  readonly code: string;
  readonly detail: string;
}

/** What the ledger would refuse, and what would leave an item without an answer: a missing consent, a mapping that does not fit. */
export function checkFiles(files: CatalogueFiles): FileFault[] {
  const faults = checkCatalogue(files);
  const sound = files.items.filter((item) => faults.every(({ kind, code }) => kind !== 'items' || code !== item.code));
  return [
    ...faults.map(({ kind, code, refusal, detail, pointer = '' }) => ({
      place: `${kind}/${code}${pointer}`,
      code: refusal,
      detail,
    })),
    ...files.consents.flatMap((consent) => consentFaults(files, consent)),
    ...sound.flatMap((item) => uncovered(files, item)),
    ...files.mappings.flatMap((mapping) => mappingFaults(files, mapping)),
  ];
}

function consentFaults(files: CatalogueFiles, consent: CatalogueFiles['consents'][number]): FileFault[] {
  const place = `consents/${consent.department}/${consent.itemCode}`;
  const view: CatalogueView = {
    department: (code) => files.departments.find((candidate) => candidate.code === code),
    recordType: (code) => files.recordTypes.find((candidate) => candidate.code === code),
  };
  const item = files.items.find(({ code, version }) => code === consent.itemCode && version === consent.itemVersion);
  const purpose = consent.purposes.find((code) => files.purposes.every((known) => known.code !== code));
  if (item === undefined) return [{ place, code: 'ITEM_UNKNOWN', detail: consent.itemCode }];
  if (purpose !== undefined) return [{ place, code: 'PURPOSE_UNKNOWN', detail: purpose }];
  try {
    checkConsent(consent, view);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ place, code: error.code, detail: error.message }];
  }
}

/** What an item asks for, and no duty of its department or no consent of the source covers. */
function uncovered(files: CatalogueFiles, item: ServiceItem): FileFault[] {
  const place = `items/${item.code}`;
  return wholePlan(item).flatMap(({ department, recordType, judged, released }) => {
    const type = files.recordTypes.find(({ code }) => code === recordType);
    if (type === undefined) return [];
    const claims = [...new Set([...judged, ...released])];
    const consent = consentOf(files, item, department);
    const uses = usesOf(files, item);
    const unknown = uses.every((use) => whyNotKnown(type, consent, use) !== undefined) ? [recordType] : [];
    const unshared = claims.filter((claim) =>
      uses.every((use) => whyNotShared(type, claim, consent, use) !== undefined),
    );
    const unbound = claims.filter((claim) => !hasDuty(files, item, recordType, claim));
    return [
      ...[...unknown, ...unshared].map((what) => ({
        place,
        code: 'CONSENT_MISSING',
        detail: `${recordType}: ${what}`,
      })),
      ...unbound.map((claim) => ({ place, code: 'DUTY_NOT_COVERED', detail: `${recordType}: ${claim}` })),
    ];
  });
}

function wholePlan(item: ServiceItem): PlanEntry[] {
  return planAccess(item, {
    materials: item.requirements.map(({ materialCode }) => materialCode),
    fields: item.fields.map(({ code }) => code),
    disclose: 'fields',
  });
}

/** One use for each purpose that the item's department may name. */
function usesOf({ purposes }: CatalogueFiles, { code, version }: ServiceItem): Use[] {
  const reader = departmentOf(code);
  const use = { reader, itemCode: code, itemVersion: version, on: '0001-01-01' };
  return purposes
    .filter(({ departments }) => departments.includes(reader))
    .map(({ code: purposeCode }) => ({ ...use, purposeCode }));
}

function consentOf(files: CatalogueFiles, item: ServiceItem, department: string): Consent | undefined {
  const found = files.consents.find(
    (consent) =>
      consent.department === department && consent.itemCode === item.code && consent.itemVersion === item.version,
  );
  return found === undefined ? undefined : { ...found, v: 1, itemDigest: '', state: 'GIVEN', at: '' };
}

function hasDuty(files: CatalogueFiles, item: ServiceItem, recordType: string, claim: string): boolean {
  return files.duties.some(
    ({ department, recordTypes }) =>
      department === departmentOf(item.code) &&
      recordTypes.some((entry) => entry.recordType === recordType && entry.claims.includes(claim)),
  );
}

function mappingFaults(files: CatalogueFiles, mapping: Mapping): FileFault[] {
  const place = `mappings/${mapping.recordType}`;
  const type = files.recordTypes.find(({ code }) => code === mapping.recordType);
  if (type === undefined) return [{ place, code: 'RECORD_TYPE_UNKNOWN', detail: mapping.recordType }];
  const unknown = Object.keys(mapping.claims).filter((name) => type.claims.every((claim) => claim.name !== name));
  const absent = type.claims.filter(({ name, required }) => required && !Object.hasOwn(mapping.claims, name));
  return [
    ...(mapping.subject.kind === type.subjectKind
      ? []
      : [{ place, code: 'IDENTIFIER_KIND_WRONG', detail: type.subjectKind }]),
    ...unknown.map((detail) => ({ place, code: 'CLAIM_UNKNOWN', detail })),
    ...absent.map(({ name }) => ({ place, code: 'CLAIMS_INVALID', detail: `${name} is required and not mapped` })),
  ];
}
