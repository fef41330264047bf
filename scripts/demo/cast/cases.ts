// SPDX-License-Identifier: Apache-2.0
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { MS_LI_EMPLOYER } from '../ms-li.js';
import type { Casting, ItemCasting, Lacking, Player } from './casting.js';
import { LATE_COMPANY, YOUNG_COMPANY } from './companies.js';
import { EARLIER_BATCHES } from './earlier-batches.js';
import { identityOf } from './identities.js';
import { THIRD_BATCH } from './third-batch.js';

/** A verification that the demo district answers as foretold. */
export interface DemoCase {
  readonly itemCode: string;
  readonly fits: boolean;
  readonly request: VerificationRequest;
  /** The one material that is missing, and its verdict; absent where nothing is. */
  readonly lacks?: Pick<Lacking, 'missing' | 'verdict'>;
}

/** A case for each item of the batches by somebody whom it fits, and for those of the third batch another that does not. */
export function demoCases(on: string): DemoCase[] {
  return Object.entries<ItemCasting>({ ...THIRD_BATCH, ...EARLIER_BATCHES }).flatMap(
    ([itemCode, casting], index): DemoCase[] => {
      const { fitting, unfitting } = casting;
      const request = (one: Casting, number: number) => requestOf(itemCode, casting, one, { on, number });
      const fits: DemoCase = { itemCode, fits: true, request: request(fitting, 2 * index + 1) };
      if (unfitting === undefined) return [fits];
      const { missing, verdict } = unfitting;
      return [fits, { itemCode, fits: false, request: request(unfitting, 2 * index + 2), lacks: { missing, verdict } }];
    },
  );
}

function requestOf(
  itemCode: string,
  { purposeCode, dutyCode }: ItemCasting,
  { subjects, scenario = {} }: Casting,
  { on, number }: { readonly on: string; readonly number: number },
): VerificationRequest {
  return {
    caseNo: `DEMO-${on.slice(0, 4)}-${String(number).padStart(6, '0')}`,
    itemCode,
    scenario,
    subjects: Object.fromEntries(Object.entries(subjects).map(([role, player]) => [role, referenceTo(player, on)])),
    purposeCode,
    legalBasis: { kind: 'STATUTORY', dutyCode },
    disclose: 'verdicts',
  };
}

function referenceTo(player: Player, on: string): VerificationRequest['subjects'][string] {
  if (player === 'youngCompany') return { kind: 'LEGAL_PERSON', identifier: YOUNG_COMPANY };
  if (player === 'msLiEmployer') return { kind: 'LEGAL_PERSON', identifier: MS_LI_EMPLOYER.identifier };
  if (player === 'lateCompany') return { kind: 'LEGAL_PERSON', identifier: LATE_COMPANY };
  return { kind: 'NATURAL_PERSON', identifier: identityOf(player, on).identifier };
}
