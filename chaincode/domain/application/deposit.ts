// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ScenarioAnswers } from '../access/scenario.js';
import { MemberName, PlainCode, Salt } from '../names.js';
import { ClaimValue } from '../register/register-entry.js';

const closed = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** How the applicant can be reached, and where a result goes by post. */
export const Contact = Type.Object(
  {
    name: text(100),
    phone: text(40),
    address: Type.Optional(text(300)),
    postcode: Type.Optional(text(20)),
  },
  closed,
);
export type Contact = Static<typeof Contact>;

/**
 * What an item's department gets of the applicant's words, and nobody else: under `f/<application>/<item>` in its
 * collection, from `transient`. The filing holds the SHA-256 of its canonical JSON, which is the very hash that the
 * ledger shows of it; `salt` keeps that from being guessed.
 */
export const FormPart = Type.Object(
  {
    v: Type.Literal(1),
    salt: Salt,
    contact: Contact,
    /** Fields that the item declares, filled in by record or by the applicant. */
    form: Type.Record(MemberName, ClaimValue, { additionalProperties: false }),
    /** Answers to the item's questions; with an access, those that it committed to, and that salt. */
    scenario: ScenarioAnswers,
    answersSalt: Type.Optional(Salt),
  },
  closed,
);
export type FormPart = Static<typeof FormPart>;

/** The number under which the post carries a result; under `f/<application>/<item>/delivery`, as the form. */
export const DeliveryPart = Type.Object(
  { v: Type.Literal(1), salt: Salt, carrier: PlainCode, number: text(60) },
  closed,
);
export type DeliveryPart = Static<typeof DeliveryPart>;

export const DepositKind = Type.Union([Type.Literal('FORM'), Type.Literal('DELIVERY')]);
export type DepositKind = Static<typeof DepositKind>;
