// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Conclusion, Refusal } from '../domain/access/access.js';
import { ApplicationId, FiledItem, Filing } from '../domain/application/application.js';
import { DepartmentCode, OfficerHandle } from '../domain/names.js';
import { witnessesOf } from '../domain/witnesses.js';
import { fileEach } from './file-each.js';
import { defineTransaction } from './transaction.js';

const { itemCode, itemVersion, accessId, materials, repeatCollected, changedFields, deposit } = FiledItem.properties;
const { caseRef, theme, hall } = Filing.properties;

export const ItemFiling = Type.Object(
  {
    itemCode,
    itemVersion,
    accessId,
    materials,
    repeatCollected,
    changedFields,
    deposit,
    /** What sources concluded about the access, as they stated it; believed by its hash, and not kept in the filing. */
    conclusions: Type.Array(Conclusion, { maxItems: 50 }),
  },
  { additionalProperties: false },
);
export type ItemFiling = Static<typeof ItemFiling>;

export const ApplicationFiling = Type.Object(
  {
    officer: OfficerHandle,
    caseRef,
    theme,
    hall,
    items: Type.Array(ItemFiling, { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
);
export type ApplicationFiling = Static<typeof ApplicationFiling>;

export const FileApplicationsRequest = Type.Object(
  {
    /** Who files, for the applicant; the reader of the accesses named. */
    department: DepartmentCode,
    applications: Type.Array(ApplicationFiling, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type FileApplicationsRequest = Static<typeof FileApplicationsRequest>;

/** `applicationId` comes with FILED, `code` with REFUSED. */
export const FileApplicationsResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    status: Type.Union([Type.Literal('FILED'), Type.Literal('REFUSED')]),
    applicationId: Type.Optional(ApplicationId),
    code: Type.Optional(Refusal),
    pointer: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type FileApplicationsResult = Static<typeof FileApplicationsResult>;

export const FileApplicationsResponse = Type.Object(
  { results: Type.Array(FileApplicationsResult) },
  { additionalProperties: false },
);
export type FileApplicationsResponse = Static<typeof FileApplicationsResponse>;

export const fileApplications = defineTransaction({
  name: 'FileApplications',
  kind: 'submit',
  summary: 'Put applications on the ledger; each succeeds or is refused by itself',
  roles: ['intake', 'officer'],
  request: FileApplicationsRequest,
  response: FileApplicationsResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'ITEM_UNKNOWN',
    'VERSION_UNKNOWN',
    'THEME_UNKNOWN',
    'THEME_DIFFERS',
    'HALL_UNKNOWN',
    'ACCESS_UNKNOWN',
    'ACCESS_REFUSED',
    'ACCESS_EXPIRED',
    'ACCESS_FOREIGN',
    'ACCESS_FILED',
    'MATERIAL_NOT_DECLARED',
    'MATERIALS_DIFFER',
    'MATERIAL_NOT_VERIFIED',
    'MATERIAL_VERIFIABLE',
    'SUBSTITUTE_NOT_ACCEPTED',
    'FIELD_NOT_DECLARED',
  ],
  endorsers: ({ department, applications }) => ({
    kind: 'witnessed',
    department,
    witnesses: witnessesOf(department, applications[0]?.items[0]?.itemCode),
  }),
  execute: fileEach,
});
