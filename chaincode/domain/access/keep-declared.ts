// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../catalogue/service-item.js';
import type { AccessRequest } from './access.js';

/** The request as it goes on the ledger: without codes of materials and fields that the item does not declare. */
export function keepDeclared(item: ServiceItem, request: AccessRequest): AccessRequest {
  const materials = new Set(item.requirements.map(({ materialCode }) => materialCode));
  const fields = new Set(item.fields.map(({ code }) => code));
  return {
    ...request,
    materials: request.materials.filter((code) => materials.has(code)),
    fields: request.fields.filter((code) => fields.has(code)),
  };
}
