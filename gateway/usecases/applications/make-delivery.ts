// SPDX-License-Identifier: Apache-2.0
import type { DeliveryPart } from '../../../chaincode/domain/application/deposit.js';
import type { Delivery } from '../../../chaincode/domain/application/move-shapes.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { DepartmentKeys } from '../department-keys.js';
import type { Session } from '../session.js';
import type { PartToDeposit } from './deposit-part.js';
import type { DeliveryRequest } from './move-request.js';

const SALT_BYTES = 16;

/** A delivery as it goes on the ledger: of a number of the post only a salted digest, the number to the items' departments. */
export async function makeDelivery(
  keys: DepartmentKeys,
  { department }: Session,
  { applicationId, itemCodes }: { readonly applicationId: string; readonly itemCodes: readonly string[] },
  delivery: DeliveryRequest,
): Promise<{ readonly delivery: Delivery; readonly parts: readonly PartToDeposit[] }> {
  if (delivery.method === 'HALL') return { delivery, parts: [] };
  const { carrier, number } = delivery;
  const mac = await keys.hmac(department, 'delivery', canonicalJson([applicationId, ...itemCodes]));
  const salt = Buffer.from(mac, 'base64url').subarray(0, SALT_BYTES).toString('base64url');
  const part: DeliveryPart = { v: 1, salt, carrier, number };
  const parts = itemCodes.map((itemCode) => ({ place: { applicationId, itemCode, kind: 'DELIVERY' as const }, part }));
  return { delivery: { method: 'POST', carrier, part: sha256(canonicalJson(part)) }, parts };
}
