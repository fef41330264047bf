// SPDX-License-Identifier: Apache-2.0
import type { SubstitutedMaterial } from '../../../chaincode/domain/application/filed-material.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { BroughtMaterial } from './application-request.js';

interface Bringing {
  readonly department: string;
  /** HMAC of the case number. */
  readonly caseRef: string;
  readonly materials: readonly BroughtMaterial[];
  /** Codes that may be brought. */
  readonly asked: readonly string[];
}

/**
 * What is brought instead of records, as it goes on the ledger: digests that nobody can guess. That of a commitment is an HMAC under the
 * department's own key.
 *
 * @throws {DomainError} MATERIALS_DIFFER: twice the same, or what no item asks for in this case.
 * @throws {GatewayProblem} UPLOAD_UNKNOWN: nobody of this department uploaded that.
 */
export async function broughtMaterials(
  { keys, uploads }: Pick<Services, 'keys' | 'uploads'>,
  { department, caseRef, materials, asked }: Bringing,
): Promise<ReadonlyMap<string, SubstitutedMaterial>> {
  const brought = new Map<string, SubstitutedMaterial>();
  for (const [index, material] of materials.entries()) {
    const { materialCode } = material;
    if (brought.has(materialCode) || !asked.includes(materialCode))
      throw new DomainError('MATERIALS_DIFFER', undefined, `/materials/${index}/materialCode`);
    if ('commitment' in material) {
      const digest = await keys.hmac(department, 'commitment', canonicalJson([caseRef, materialCode]));
      brought.set(materialCode, { materialCode, how: 'COMMITMENT', digest });
    } else {
      const digests = await Promise.all(
        material.uploadIds.map(async (uploadId, position) => {
          const digest = await uploads.digestOf(department, uploadId);
          if (digest !== undefined) return digest;
          throw new GatewayProblem('UPLOAD_UNKNOWN', undefined, {
            pointer: `/materials/${index}/uploadIds/${position}`,
          });
        }),
      );
      brought.set(materialCode, { materialCode, how: 'UPLOAD', digests });
    }
  }
  return brought;
}
