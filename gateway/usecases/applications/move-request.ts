// SPDX-License-Identifier: Apache-2.0
import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { FILING_MOVE_REQUESTS, TASK_MOVE_REQUESTS } from '../../../chaincode/domain/application/move-shapes.js';
import { MOVE_NAMES, ruleOf, type MoveName } from '../../../chaincode/domain/application/moves.js';
import { Day } from '../../../chaincode/domain/catalogue/texts.js';
import { OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { ApplicationRequest, BroughtMaterial } from './application-request.js';
import type { DepositRequest } from './deposit-request.js';

const { subjects } = ApplicationRequest.properties;
const closed = { additionalProperties: false } as const;

/** What the register entry of a result says beyond what follows from the application. */
export const ResultRequest = Type.Object(
  {
    /** The applicant, and who else the result names, by role: the gateway has kept nobody's identifier. */
    subjects,
    claims: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Default: today. */
    validFrom: Type.Optional(Day),
    /** Absent: the record type's default validity; `null`: without end. */
    validUntil: Type.Optional(Type.Union([Day, Type.Null()])),
  },
  closed,
);
export type ResultRequest = Static<typeof ResultRequest>;

/** By post under a number that only the item's department learns, or at a hall. */
export const DeliveryRequest = Type.Union([
  Type.Object(
    {
      method: Type.Literal('POST'),
      carrier: PlainCode,
      number: Type.String({ minLength: 1, maxLength: 60 }),
    },
    closed,
  ),
  Type.Object({ method: Type.Literal('HALL'), hall: PlainCode }, closed),
]);
export type DeliveryRequest = Static<typeof DeliveryRequest>;

/** What each move needs besides who, when and why. Codes and days are those of the agreement; files, words and values are the caller's. */
const BODIES = {
  ...TASK_MOVE_REQUESTS,
  CORRECT: {
    materials: Type.Optional(Type.Array(BroughtMaterial, { maxItems: 40 })),
    deposit: Type.Optional(Type.Unsafe<DepositRequest>({ $ref: 'DepositRequest#' })),
  },
  WITHDRAW: {},
  CHECK_ORIGINALS: { originals: FILING_MOVE_REQUESTS.CHECK_ORIGINALS.originals },
  DELIVER: { delivery: DeliveryRequest },
  ISSUE: { result: Type.Optional(ResultRequest) },
  ISSUE_INSTANTLY: { result: Type.Optional(ResultRequest) },
} as const satisfies Record<Exclude<MoveName, 'SUBMIT'>, TProperties>;

type Bodies = typeof BODIES;
type Named<N extends keyof Bodies> = {
  readonly move: N;
  readonly itemCode?: string;
  readonly itemCodes?: string[];
  readonly reason?: string;
} & Static<ReturnType<typeof Type.Object<Bodies[N]>>>;

/** A move as a caller asks for it. */
export type MoveRequest = { [N in keyof Bodies]: Named<N> }[keyof Bodies];

function moveBody(move: keyof Bodies): TSchema {
  const { reasons, in: documents } = ruleOf(move);
  // By post or at a hall: the reason of a delivery follows from it.
  const follows = reasons.length === 1 || move === 'DELIVER';
  const reason = Type.Enum([...reasons]);
  const severalItems = documents.includes('FILING') && move !== 'CORRECT';
  const items = Type.Array(OwnedCode, { minItems: 1, maxItems: 20, uniqueItems: true });
  return Type.Object(
    {
      move: Type.Literal(move),
      itemCode: Type.Optional(OwnedCode),
      ...(severalItems ? { itemCodes: Type.Optional(items) } : {}),
      reason: follows ? Type.Optional(reason) : reason,
      ...BODIES[move],
    },
    { ...closed, title: move },
  );
}

const ASKED = MOVE_NAMES.filter((move): move is keyof Bodies => move !== 'SUBMIT');

/** One shape for each move of the table, told apart by `move`. */
export const MoveRequest = Type.Unsafe<MoveRequest>({
  $id: 'MoveRequest',
  type: 'object',
  discriminator: { propertyName: 'move' },
  oneOf: ASKED.map(moveBody),
});
