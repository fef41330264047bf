// SPDX-License-Identifier: Apache-2.0
import type { Access, EvidenceVerdict } from '../../chaincode/domain/access/access.js';
import { declaredMaterials } from '../../chaincode/domain/access/plan-access.js';
import type { Evidence, ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { departmentOf } from '../../chaincode/domain/names.js';

export interface AskedEvidence {
  readonly place: Pick<EvidenceVerdict, 'materialCode' | 'alternative' | 'evidence' | 'recordType'>;
  readonly evidence: Evidence;
}

/** The evidence that one source answers for an access, in the order in which it answers. */
export function evidenceAsked(department: string, item: ServiceItem, request: Access['request']): AskedEvidence[] {
  return declaredMaterials(item, request).flatMap(({ materialCode, alternatives }) =>
    alternatives.flatMap(({ evidence: all }, alternative) =>
      all.flatMap((evidence, index) =>
        departmentOf(evidence.recordType) === department
          ? [{ place: { materialCode, alternative, evidence: index, recordType: evidence.recordType }, evidence }]
          : [],
      ),
    ),
  );
}
