// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';

const Title = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

/** Where a department's signing keys are, if not in files: a token behind a PKCS#11 module. The PIN is in a file of its own. */
export const HsmDefinition = Type.Object(
  {
    library: Type.String({ pattern: '^/' }),
    label: Type.String({ minLength: 1, maxLength: 32 }),
    pinFile: Type.String({ pattern: '^/' }),
  },
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
    /** Of native networks; needs programs of Fabric that were built for it. */
    hsm: Type.Optional(HsmDefinition),
  },
  { additionalProperties: false },
);
export type DepartmentDefinition = Static<typeof DepartmentDefinition>;

/** An orderer: a node of the channel's Raft cluster, run by a department. */
export const OrdererDefinition = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9]*$', maxLength: 40 }),
    department: DepartmentDefinition.properties.code,
  },
  { additionalProperties: false },
);
export type OrdererDefinition = Static<typeof OrdererDefinition>;

/** When an orderer cuts a block. */
export const BatchDefinition = Type.Object(
  {
    /** A Go duration: how long the first transaction of a block waits for others. */
    timeout: Type.String({ pattern: '^[1-9][0-9]{0,4}(ms|s)$' }),
    maxMessages: Type.Integer({ minimum: 1, maximum: 10_000 }),
    /** Bytes after which a block is cut. */
    preferredBytes: Type.Integer({ minimum: 1024, maximum: 99 * 1024 * 1024 }),
    /** Bytes that no transaction may exceed. */
    absoluteBytes: Type.Integer({ minimum: 1024, maximum: 99 * 1024 * 1024 }),
  },
  { additionalProperties: false },
);
export type BatchDefinition = Static<typeof BatchDefinition>;

/** Who takes part in a network. */
export const NetworkDefinition = Type.Object(
  {
    channel: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,248}$' }),
    chaincode: Type.String({ pattern: '^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$', maxLength: 100 }),
    departments: Type.Array(DepartmentDefinition, { minItems: 1, maxItems: 200 }),
    /** Version of the chaincode's definition. What follows concerns native networks; completeDefinition fills it in. */
    version: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]*$', maxLength: 60 })),
    orderers: Type.Optional(Type.Array(OrdererDefinition, { minItems: 1, maxItems: 15 })),
    peersPerDepartment: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    batch: Type.Optional(BatchDefinition),
    /** Release of Fabric whose programs are to be used, as `3.1.5`. */
    fabric: Type.Optional(Type.String({ pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' })),
    /** The nodes listen on ports from here on, one after the other. */
    firstPort: Type.Optional(Type.Integer({ minimum: 1024, maximum: 65_000 })),
  },
  { additionalProperties: false },
);
export type NetworkDefinition = Static<typeof NetworkDefinition>;
