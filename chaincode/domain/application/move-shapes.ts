// SPDX-License-Identifier: Apache-2.0
import { Type, type Static, type TProperties } from 'typebox';
import { TicketId } from '../access/ticket.js';
import { Day, Instant } from '../catalogue/texts.js';
import { closedObject } from '../closed-object.js';
import { Digest, MemberName, OfficerHandle, OwnedCode, PlainCode, Version } from '../names.js';
import { RecordId } from '../register/register-entry.js';
import { SubstitutedMaterial } from './filed-material.js';
import { MoveReason } from './reasons.js';

const closed = { additionalProperties: false } as const;

/** The other document as whoever moves saw it: how many moves it had, and the SHA-256 of its canonical JSON. */
export const Seen = Type.Object({ moves: Type.Integer({ minimum: 0 }), digest: Digest }, closed);
export type Seen = Static<typeof Seen>;

/** The tasks that a move of the filing speaks of, as they were seen; one without moves has no digest. */
export const SeenTask = Type.Object(
  { itemCode: OwnedCode, moves: Type.Integer({ minimum: 0 }), digest: Type.Optional(Digest) },
  closed,
);
export type SeenTask = Static<typeof SeenTask>;

/** Last days of the promised and the statutory time, while the clock runs. */
export const DueDays = Type.Object({ promised: Day, statutory: Type.Optional(Day) }, closed);
export type DueDays = Static<typeof DueDays>;

/** What the clock said at a decision, in working days; an overrun is how many were too many. */
export const Elapsed = Type.Object(
  {
    workingDays: Type.Integer({ minimum: 0 }),
    overrun: Type.Integer({ minimum: 0 }),
    statutoryOverrun: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);
export type Elapsed = Static<typeof Elapsed>;

/** The calendars that a day or a number of days was worked out with. */
export const CalendarVersions = Type.Array(Type.Object({ code: PlainCode, version: Version }, closed), { maxItems: 9 });

/** The one notice: everything that is missing, and the day until which it can be answered. */
export const Notice = Type.Object(
  {
    materials: Type.Array(PlainCode, { maxItems: 40, uniqueItems: true }),
    fields: Type.Array(MemberName, { maxItems: 120, uniqueItems: true }),
    dueDay: Day,
  },
  closed,
);
export type Notice = Static<typeof Notice>;

/** What came of comparing the original of an uploaded material. */
export const OriginalOutcome = Type.Object(
  {
    itemCode: OwnedCode,
    materialCode: PlainCode,
    outcome: Type.Union([Type.Literal('MATCHES'), Type.Literal('DIFFERS'), Type.Literal('NOT_SHOWN')]),
  },
  closed,
);
export type OriginalOutcome = Static<typeof OriginalOutcome>;

/** By post with the SHA-256 of the canonical JSON of the `DeliveryPart`, or at a hall. */
export const Delivery = Type.Union([
  Type.Object({ method: Type.Literal('POST'), carrier: PlainCode, part: Digest }, closed),
  Type.Object({ method: Type.Literal('HALL'), hall: PlainCode }, closed),
]);
export type Delivery = Static<typeof Delivery>;

/** The result of a task: the record that was deposited for it, and the accesses whose records it rests on. */
export const IssuedResult = Type.Object(
  { recordId: Type.Optional(RecordId), derivedFrom: Type.Array(TicketId, { maxItems: 40, uniqueItems: true }) },
  closed,
);
export type IssuedResult = Static<typeof IssuedResult>;

const Originals = Type.Array(OriginalOutcome, { minItems: 1, maxItems: 200 });

/** What each move of a task carries besides who, when and why, as it is asked for. */
export const TASK_MOVE_REQUESTS = {
  ACCEPT: {},
  REFUSE_ACCEPTANCE: {},
  REQUEST_CORRECTION: {
    materials: Notice.properties.materials,
    fields: Notice.properties.fields,
    /** Absent: as early as the item permits. */
    dueDay: Type.Optional(Day),
  },
  START_REVIEW: {},
  /** With a day until which the applicant can bring what is awaited, the task can lapse after it. */
  STOP_CLOCK: { dueDay: Type.Optional(Day) },
  RESUME_CLOCK: {},
  APPROVE: {},
  REJECT: {},
  ISSUE: { recordId: Type.Optional(RecordId) },
  CHECK_ORIGINALS: { originals: Originals },
  DELIVER: { delivery: Delivery },
  CLOSE: {},
  LAPSE: {},
} as const satisfies Readonly<Record<string, TProperties>>;

/** And as it stands in the task. */
const TASK_MOVES = {
  ...TASK_MOVE_REQUESTS,
  ACCEPT: { due: DueDays, calendars: CalendarVersions },
  REQUEST_CORRECTION: { notice: Notice, calendars: CalendarVersions },
  RESUME_CLOCK: { due: DueDays, calendars: CalendarVersions },
  APPROVE: { elapsed: Elapsed, calendars: CalendarVersions },
  REJECT: { elapsed: Elapsed, calendars: CalendarVersions },
  ISSUE: { result: IssuedResult },
  ISSUE_INSTANTLY: { result: IssuedResult },
} as const satisfies Readonly<Record<string, TProperties>>;

const itemCodes = Type.Array(OwnedCode, { minItems: 1, maxItems: 20, uniqueItems: true });
const oneItem = Type.Array(OwnedCode, { minItems: 1, maxItems: 1 });

/** What each move of the filing carries besides who, when and why; `itemCodes` are the tasks that it moves. */
export const FILING_MOVE_REQUESTS = {
  CORRECT: {
    itemCodes: oneItem,
    materials: Type.Array(SubstitutedMaterial, { maxItems: 40 }),
    /** Of the `FormPart` that takes the place of the one before. */
    deposit: Type.Optional(Digest),
  },
  WITHDRAW: { itemCodes },
  CHECK_ORIGINALS: { itemCodes, originals: Originals },
  DELIVER: { itemCodes, delivery: Delivery },
  CLOSE: { itemCodes },
} as const satisfies Readonly<Record<string, TProperties>>;

const made = { officer: OfficerHandle, reason: MoveReason };

function taskMove<const N extends keyof typeof TASK_MOVES>(move: N) {
  return closedObject({ move: Type.Literal(move), ...made, at: Instant, seen: Seen }, TASK_MOVES[move]);
}

function filingMove<const N extends keyof typeof FILING_MOVE_REQUESTS>(move: N) {
  const seen = Type.Array(SeenTask, { minItems: 1, maxItems: 20 });
  return closedObject({ move: Type.Literal(move), ...made, at: Instant, seen }, FILING_MOVE_REQUESTS[move]);
}

/** A move as it stands in a task. `seen` is the filing. */
export const TaskMove = Type.Union([
  taskMove('ACCEPT'),
  taskMove('REFUSE_ACCEPTANCE'),
  taskMove('REQUEST_CORRECTION'),
  taskMove('START_REVIEW'),
  taskMove('STOP_CLOCK'),
  taskMove('RESUME_CLOCK'),
  taskMove('APPROVE'),
  taskMove('REJECT'),
  taskMove('ISSUE'),
  taskMove('ISSUE_INSTANTLY'),
  taskMove('CHECK_ORIGINALS'),
  taskMove('DELIVER'),
  taskMove('CLOSE'),
  taskMove('LAPSE'),
]);
export type TaskMove = Static<typeof TaskMove>;

/** A move as it stands in the filing. `seen` are the tasks of `itemCodes`, in their order. */
export const FilingMove = Type.Union([
  filingMove('CORRECT'),
  filingMove('WITHDRAW'),
  filingMove('CHECK_ORIGINALS'),
  filingMove('DELIVER'),
  filingMove('CLOSE'),
]);
export type FilingMove = Static<typeof FilingMove>;
