// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Contact } from '../../../chaincode/domain/application/deposit.js';
import { MemberName, OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { ClaimValue } from '../../../chaincode/domain/register/register-entry.js';
import { UploadId } from '../uploads/upload-view.js';
import { VerificationRequest } from '../verifications/verification-request.js';

const closed = { additionalProperties: false } as const;
const { caseNo, scenario, subjects, purposeCode, legalBasis } = VerificationRequest.properties;

/** What the form says, by field: what no record fills in, and what the applicant wants otherwise than the record has it. */
export const FormValues = Type.Record(MemberName, ClaimValue, closed);
export type FormValues = Static<typeof FormValues>;

/** What is brought instead of a record: files that were uploaded before, or the applicant's written commitment. */
export const BroughtMaterial = Type.Union([
  Type.Object(
    {
      materialCode: PlainCode,
      uploadIds: Type.Array(UploadId, { minItems: 1, maxItems: 10, uniqueItems: true }),
    },
    closed,
  ),
  Type.Object({ materialCode: PlainCode, commitment: Type.Literal(true) }, closed),
]);
export type BroughtMaterial = Static<typeof BroughtMaterial>;

export const ApplicationRequest = Type.Object(
  {
    caseNo,
    /** One item; or `themeCode`, whose items follow from the scenario answers. */
    itemCode: Type.Optional(OwnedCode),
    themeCode: Type.Optional(OwnedCode),
    scenario,
    subjects,
    purposeCode,
    legalBasis,
    contact: Contact,
    form: Type.Optional(FormValues),
    materials: Type.Optional(Type.Array(BroughtMaterial, { maxItems: 40 })),
    /** Materials that are on record and asked of the applicant all the same; the application says so. */
    insist: Type.Optional(Type.Array(PlainCode, { maxItems: 40, uniqueItems: true })),
    /** File although materials are missing; the department asks for them. */
    fileIncomplete: Type.Optional(Type.Boolean()),
    /** Where the result is to be collected; absent = by post. */
    hall: Type.Optional(PlainCode),
  },
  { $id: 'ApplicationRequest', additionalProperties: false },
);
export type ApplicationRequest = Static<typeof ApplicationRequest>;
