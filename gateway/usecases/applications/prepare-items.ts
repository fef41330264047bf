// SPDX-License-Identifier: Apache-2.0
import type { SubstitutedMaterial } from '../../../chaincode/domain/application/filed-material.js';
import type { ItemFiling } from '../../../chaincode/transactions/file-applications.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import { ApplicationRefused } from './application-refused.js';
import type { ApplicationRequest } from './application-request.js';
import { formOf } from './form-of.js';
import { makeFormPart, type MadeFormPart } from './make-form-part.js';
import { sortMaterials, type SortedMaterials } from './sort-materials.js';
import type { VerifiedItem } from './verify-item.js';

/** An item ready to be filed: what goes on the ledger, and what its department alone will see. */
export interface PreparedItem {
  readonly shown: ItemFiling;
  readonly hidden: MadeFormPart;
}

interface Preparing {
  readonly department: string;
  readonly caseRef: string;
  readonly body: ApplicationRequest;
  readonly brought: ReadonlyMap<string, SubstitutedMaterial>;
  /** It stands on the ledger as filed: nothing is decided again. */
  readonly isFiled: boolean;
}

/**
 * Decides how the materials are met, and makes what is filed of each item.
 *
 * @throws {ApplicationRefused} MATERIALS_MISSING, with one list of what is missing and what would do instead.
 * @throws {GatewayProblem} ONCE_ONLY: something was brought that is on record, and not insisted on.
 */
export async function prepareItems(
  { keys }: Pick<Services, 'keys'>,
  verified: readonly VerifiedItem[],
  { department, caseRef, body, brought, isFiled }: Preparing,
): Promise<PreparedItem[]> {
  const { insist = [], fileIncomplete = false, form: given = {}, contact } = body;
  const sorted = verified.map((one) => ({ one, sorted: sortedOf(one, brought, insist) }));
  if (!isFiled) demandNothingOnRecord(sorted, verified);
  if (!isFiled && !fileIncomplete) demandNothingLacking(sorted, verified);
  return Promise.all(
    sorted.map(async ({ one: { item, request, answer, conclusions }, sorted: { materials, repeatCollected } }) => {
      const accessId = answer?.verificationId;
      const { form, changedFields } = formOf(item, answer?.prefill ?? [], given);
      const { code: itemCode, version: itemVersion } = item;
      const { scenario } = request;
      const hidden = await makeFormPart(keys, { department, caseRef, itemCode, accessId, contact, form, scenario });
      const shown: ItemFiling = {
        itemCode,
        itemVersion,
        ...(accessId === undefined ? {} : { accessId }),
        materials: [...materials],
        repeatCollected: [...repeatCollected],
        changedFields: [...changedFields],
        deposit: hidden.digest,
        conclusions: [...conclusions],
      };
      return { shown, hidden };
    }),
  );
}

type Sorted = readonly { readonly one: VerifiedItem; readonly sorted: SortedMaterials }[];

function sortedOf(
  { applicable, answer }: VerifiedItem,
  brought: ReadonlyMap<string, SubstitutedMaterial>,
  insist: readonly string[],
): SortedMaterials {
  return sortMaterials({ applicable, missing: answer?.missing ?? [], brought, insist });
}

function demandNothingOnRecord(sorted: Sorted, verified: readonly VerifiedItem[]): void {
  const materials = [...new Set(sorted.flatMap(({ sorted: { onRecord } }) => onRecord))];
  if (materials.length === 0) return;
  throw new GatewayProblem('ONCE_ONLY', undefined, {
    pointer: '/materials',
    extensions: { materials, ...verificationsOf(verified) },
  });
}

function demandNothingLacking(sorted: Sorted, verified: readonly VerifiedItem[]): void {
  const lacking = sorted.flatMap(({ one, sorted: { lacking: some } }) =>
    some.map((missing) => ({ ...missing, itemCode: one.item.code })),
  );
  if (lacking.length === 0) return;
  const codes = [...new Set(lacking.map(({ materialCode }) => materialCode))];
  const missing = codes.flatMap((code) => {
    const [first, ...others] = lacking.filter(({ materialCode }) => materialCode === code);
    if (first === undefined) return [];
    const { itemCode, ...one } = first;
    return [{ ...one, itemCodes: [itemCode, ...others.map((other) => other.itemCode)] }];
  });
  throw new ApplicationRefused('MATERIALS_MISSING', { missing, ...verificationsOf(verified) });
}

/** The accesses stand in the diaries, whether the application was filed or not. */
export function verificationsOf(verified: readonly VerifiedItem[]) {
  const ids = verified.flatMap(({ answer }) => answer?.verificationId ?? []);
  const [verificationId] = ids;
  return verificationId === undefined ? {} : { verificationId, verificationIds: ids };
}
