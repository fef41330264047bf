// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, OwnedCode, PlainCode, Version } from '../names.js';
import { Day, Title } from './texts.js';

const Body = Type.Union([Type.Literal('AUDITOR'), Type.Literal('OPERATOR'), Type.Literal('PSEUDONYM_SERVICE')]);

/** A department of the district. Its MSP id follows from the code (`mspIdOf`). Published by the registrar. */
export const Department = Type.Object(
  {
    v: Type.Literal(1),
    code: DepartmentCode,
    version: Version,
    title: Title,
    /** Functions for the whole channel; they count only for departments that are named here. */
    bodies: Type.Array(Body, { uniqueItems: true }),
    /** Keys of the pseudonym service, SPKI DER in base64; a ticket signed by any of them is good. */
    ticketKeys: Type.Array(Type.String({ pattern: '^[A-Za-z0-9+/=]{40,400}$' }), { maxItems: 4 }),
    predecessor: Type.Optional(DepartmentCode),
    successor: Type.Optional(DepartmentCode),
  },
  { additionalProperties: false },
);
export type Department = Static<typeof Department>;

/** What an access may be for, and which departments may say so. Published by the registrar. */
export const Purpose = Type.Object(
  {
    v: Type.Literal(1),
    code: PlainCode,
    version: Version,
    title: Title,
    departments: Type.Array(DepartmentCode, { minItems: 1, uniqueItems: true }),
    legalReference: Title,
  },
  { additionalProperties: false },
);
export type Purpose = Static<typeof Purpose>;

/** A STATUTORY basis: what the law lets a department read. Published by the registrar. */
export const Duty = Type.Object(
  {
    v: Type.Literal(1),
    code: PlainCode,
    version: Version,
    title: Title,
    department: DepartmentCode,
    /** Claims by record type; predicates and prefill of an access must stay inside. */
    recordTypes: Type.Array(
      Type.Object(
        { recordType: OwnedCode, claims: Type.Array(Type.String(), { uniqueItems: true }) },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    legalReference: Title,
  },
  { additionalProperties: false },
);
export type Duty = Static<typeof Duty>;

/** Who may attest a record type, until when. Its code is the record type's. Published by the registrar. */
export const Accreditation = Type.Object(
  {
    v: Type.Literal(1),
    /** The record type. */
    code: OwnedCode,
    version: Version,
    /** Last day, Asia/Shanghai; `null` = without end. */
    until: Type.Union([Day, Type.Null()]),
    withdrawn: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Accreditation = Static<typeof Accreditation>;
