// SPDX-License-Identifier: Apache-2.0
import type { Requirement } from '../catalogue/service-item.js';
import type { Conclusion, EvidenceVerdict } from './access.js';
import { sortedOnce } from './code-unit-order.js';
import { refusalOfClaim, registerOf, type Source } from './conclude-evidence.js';
import { departmentOf } from '../names.js';
import { judgeEvidence } from './judge-evidence.js';
import { applicableMaterials } from './applicable-materials.js';
import { declaredFields } from './plan-access.js';

export type Grant = Conclusion['granted'][number];

/**
 * Which values of which record may be released for the fields of the request.
 *
 * Per role and record type it is the record that VERIFIED evidence rests on; two different ones grant nothing. Only
 * where no material that the answers call for judges that type about that role, whether it was asked for or not, is it
 * the only valid record. Whether what is granted may leave is worked out at release (`withhold-unrelated.ts`). A claim is left out where the source did not agree to it, the record
 * does not have it, or it names another subject: the source's pseudonym of somebody never leaves, whatever the item says.
 */
export function grantClaims(source: Source, verdicts: readonly EvidenceVerdict[]): Grant[] {
  const fields = declaredFields(source.item, source.request)
    .map(({ source: from }) => from)
    .filter(({ recordType }) => departmentOf(recordType) === source.department);
  const places = new Map(
    fields.map(({ subjectRole, recordType }) => [`${subjectRole} ${recordType}`, { subjectRole, recordType }]),
  );
  return [...places.values()].flatMap(({ subjectRole, recordType }) => {
    const recordId = recordFor(source, verdicts, subjectRole, recordType);
    const { values } = registerOf(source, recordType, subjectRole);
    const held = recordId === undefined ? undefined : values.get(recordId);
    if (recordId === undefined || held === undefined) return [];
    const asked = fields.filter((field) => field.subjectRole === subjectRole && field.recordType === recordType);
    const claims = sortedOnce(asked.map(({ claim }) => claim)).filter(
      (claim) =>
        Object.hasOwn(held.claims, claim) &&
        !namesSubject(source, recordType, claim) &&
        refusalOfClaim(source, recordType, claim) === undefined,
    );
    return claims.length === 0 ? [] : [{ subjectRole, recordType, recordId, claims }];
  });
}

function namesSubject({ recordTypes }: Source, recordType: string, claim: string): boolean {
  return recordTypes.get(recordType)?.claims.find(({ name }) => name === claim)?.type === 'subject';
}

function recordFor(
  source: Source,
  verdicts: readonly EvidenceVerdict[],
  subjectRole: string,
  recordType: string,
): string | undefined {
  const { item, answers } = source;
  const materials = item.requirements.filter((one) => one.subjectRole === subjectRole);
  const verified = verdicts.filter(
    (one) =>
      one.verdict === 'VERIFIED' &&
      one.recordType === recordType &&
      materials.some(({ materialCode }) => materialCode === one.materialCode),
  );
  const [first, ...others] = new Set(verified.map(({ recordId }) => recordId));
  if (others.length > 0) return undefined;
  if (first !== undefined) return first;
  const applicable = applicableMaterials(item, answers);
  if (materials.some((one) => applicable.includes(one.materialCode) && judges(one, recordType))) return undefined;
  const { verdict, record } = judgeEvidence({}, registerOf(source, recordType, subjectRole));
  return verdict === 'VERIFIED' ? record?.recordId : undefined;
}

function judges({ alternatives }: Requirement, recordType: string): boolean {
  return alternatives.some(({ evidence }) => evidence.some((one) => one.recordType === recordType));
}
