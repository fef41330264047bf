// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { EvidenceResult, MaterialResult } from '../../../chaincode/domain/access/summarise-verdicts.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { ReleasedValue } from './release-values.js';
import type { EvidenceAnswer, MaterialAnswer, PrefilledField } from './verification-answer.js';

/** A material as callers see it, with the values that were released of its records. */
export function materialAnswer(material: MaterialResult, released: readonly ReleasedValue[] = []): MaterialAnswer {
  const { materialCode, evidence } = material;
  const recordIds = evidence.map(({ recordId }) => recordId);
  const fields = released
    .filter(({ record }) => recordIds.includes(record.recordId))
    .map(({ claim, value }) => [claim, value] as const);
  return {
    materialCode,
    ...evidenceAnswer(material),
    ...(evidence.length > 1 ? { evidence: evidence.map(evidenceAnswer) } : {}),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
  };
}

function evidenceAnswer(result: EvidenceResult): EvidenceAnswer {
  const { verdict, refusal, waiverMethod, department, recordType, recordId, attestedAt, validUntil } = result;
  return {
    verdict,
    ...(refusal === undefined ? {} : { refusal }),
    waiverMethod,
    department,
    recordType,
    ...(recordId === undefined ? {} : { recordId }),
    ...(attestedAt === undefined ? {} : { attestedAt }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}

/** Form fields that the released values fill in, in the item's order. */
export function prefill(
  item: ServiceItem,
  conclusions: readonly Conclusion[],
  released: readonly ReleasedValue[],
): PrefilledField[] {
  return item.fields.flatMap(({ code, source }) => {
    const grants = conclusions
      .flatMap(({ granted }) => granted)
      .filter((grant) => grant.subjectRole === source.subjectRole && grant.recordType === source.recordType);
    const found = released.find(
      ({ record, claim }) => claim === source.claim && grants.some(({ recordId }) => recordId === record.recordId),
    );
    if (found === undefined) return [];
    const { department, recordType, recordId, attestedAt } = found.record;
    return [{ field: code, value: found.value, source: { department, recordType, recordId, attestedAt } }];
  });
}
