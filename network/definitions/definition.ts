// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';

const Title = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

/** A department that takes part: one organisation of the channel, with its own peer. */
export const DepartmentDefinition = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 40 }),
    mspId: Type.String({ pattern: '^[A-Z][A-Za-z0-9]*MSP$', maxLength: 60 }),
    title: Title,
    /** Functions for the whole channel. */
    bodies: Type.Array(
      Type.Union([Type.Literal('AUDITOR'), Type.Literal('OPERATOR'), Type.Literal('PSEUDONYM_SERVICE')]),
      { uniqueItems: true },
    ),
  },
  { additionalProperties: false },
);
export type DepartmentDefinition = Static<typeof DepartmentDefinition>;

/** Who takes part in a network. */
export const NetworkDefinition = Type.Object(
  {
    channel: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,248}$' }),
    chaincode: Type.String({ pattern: '^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$', maxLength: 100 }),
    departments: Type.Array(DepartmentDefinition, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type NetworkDefinition = Static<typeof NetworkDefinition>;
