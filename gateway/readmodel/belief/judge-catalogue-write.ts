// SPDX-License-Identifier: Apache-2.0
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Calendar } from '../../../chaincode/domain/catalogue/calendar.js';
import { Accreditation, Department, Duty, Purpose } from '../../../chaincode/domain/catalogue/department.js';
import { Hall } from '../../../chaincode/domain/catalogue/hall.js';
import { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { Theme } from '../../../chaincode/domain/catalogue/theme.js';
import { publisherOf } from '../../../chaincode/transactions/documents.js';
import { CATALOGUE_KINDS, stateKeys, type CatalogueKind } from '../../../chaincode/wire/state-keys.js';
import type { Believed, Catalogued, DisbeliefReason } from './belief.js';

const SCHEMAS: Record<CatalogueKind, TSchema> = {
  department: Department,
  purpose: Purpose,
  duty: Duty,
  accreditation: Accreditation,
  'record-type': RecordType,
  item: ServiceItem,
  theme: Theme,
  calendar: Calendar,
  hall: Hall,
};
const shapes = new Map(CATALOGUE_KINDS.map((kind) => [kind, Compile(SCHEMAS[kind])]));

/** A document under `c/<kind>/<code>` (in force) or `c/<kind>/<code>/<version>`. */
export function judgeCatalogueWrite(key: string, document: unknown): Believed | DisbeliefReason {
  const catalogue = CATALOGUE_KINDS.find((kind) => key.startsWith(`c/${kind}/`));
  if (catalogue === undefined) return 'KEY_FOREIGN';
  if (shapes.get(catalogue)?.Check(document) !== true) return 'SHAPE_UNKNOWN';
  const known = document as Catalogued;
  const { code, version } = known;
  const inForce = key === stateKeys.catalogue(catalogue, code);
  if (!inForce && key !== stateKeys.catalogueVersion(catalogue, code, version)) return 'KEY_FOREIGN';
  const department = publisherOf(catalogue, code);
  return { kind: 'CATALOGUE', catalogue, department, inForce, document: known };
}
