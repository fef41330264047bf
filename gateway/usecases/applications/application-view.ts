// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Verdict } from '../../../chaincode/domain/access/access.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { ApplicationId, FiledItem, Filing } from '../../../chaincode/domain/application/application.js';
import { Delivery, Elapsed, Notice, OriginalOutcome } from '../../../chaincode/domain/application/move-shapes.js';
import { MOVE_NAMES } from '../../../chaincode/domain/application/moves.js';
import { MoveReason } from '../../../chaincode/domain/application/reasons.js';
import { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, Digest, OfficerHandle, OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { RecordId } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';

const closed = { additionalProperties: false } as const;
const Move = Type.Enum([...MOVE_NAMES]);

export const ApplicationParams = Type.Object({ id: ApplicationId }, closed);
export type ApplicationParams = Static<typeof ApplicationParams>;

/** How one material is met. Nothing of its content stands here. */
export const MaterialView = Type.Object(
  {
    materialCode: PlainCode,
    how: Type.Union([
      Type.Literal('RECORD'),
      Type.Literal('UPLOAD'),
      Type.Literal('COMMITMENT'),
      Type.Literal('MISSING'),
    ]),
    /** Salted digests of the files or of the commitment. */
    digests: Type.Optional(Type.Array(Digest)),
    /** What came of comparing the originals of its files. */
    original: Type.Optional(OriginalOutcome.properties.outcome),
    /** What the source said whose record decides. */
    source: Type.Optional(
      Type.Object(
        {
          department: DepartmentCode,
          recordType: OwnedCode,
          verdict: Verdict,
          recordId: Type.Optional(RecordId),
          attestedAt: Type.Optional(Instant),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type MaterialView = Static<typeof MaterialView>;

/** NOT_STARTED before acceptance; STOPPED while the applicant owes something or the department waits; ENDED once decided. */
const ClockState = Type.Union([
  Type.Literal('NOT_STARTED'),
  Type.Literal('RUNNING'),
  Type.Literal('STOPPED'),
  Type.Literal('ENDED'),
]);
export type ClockState = Static<typeof ClockState>;

export const ClockView = Type.Object(
  {
    state: ClockState,
    /** Last days of the promised and the statutory time; while it runs. */
    promisedDay: Type.Optional(Day),
    statutoryDay: Type.Optional(Day),
    /** In working days, as the decision put it on record. */
    elapsed: Type.Optional(Elapsed),
  },
  closed,
);
export type ClockView = Static<typeof ClockView>;

/** One move, in the order in which they were made. */
export const MadeMove = Type.Object(
  {
    move: Move,
    department: DepartmentCode,
    /** To its own department and to auditors. */
    officer: Type.Optional(OfficerHandle),
    reason: MoveReason,
    at: Instant,
    /** Of the task, after the move. */
    state: TaskState,
  },
  closed,
);
export type MadeMove = Static<typeof MadeMove>;

const { itemCode, itemVersion, dependsOn, repeatCollected, changedFields } = FiledItem.properties;

/** One item of an application, before its department. */
export const ApplicationItemView = Type.Object(
  {
    itemCode,
    itemVersion,
    department: DepartmentCode,
    state: TaskState,
    dependsOn,
    /** The access by which its materials were verified. */
    verificationId: Type.Optional(TicketId),
    materials: Type.Array(MaterialView),
    repeatCollected,
    changedFields,
    /** Whether the department has what the applicant filled in last. */
    deposited: Type.Boolean(),
    /** The one notice that went out. */
    correction: Type.Optional(
      Type.Object(
        {
          ...Notice.properties,
          requestedAt: Instant,
          answeredAt: Type.Optional(Instant),
        },
        closed,
      ),
    ),
    /** The day until which the applicant can bring what is awaited, where one was named. */
    awaitedUntil: Type.Optional(Day),
    clock: ClockView,
    result: Type.Optional(
      Type.Object({ recordId: Type.Optional(RecordId), issuedAt: Instant, derivedFrom: Type.Array(TicketId) }, closed),
    ),
    deliveries: Type.Array(Type.Object({ at: Instant, department: DepartmentCode, delivery: Delivery }, closed)),
    moves: Type.Array(MadeMove),
    /** What the table of moves lets the caller do now; a rule can still refuse it. */
    legalMoves: Type.Array(Move),
  },
  closed,
);
export type ApplicationItemView = Static<typeof ApplicationItemView>;

const { theme, hall } = Filing.properties;

/** An application with all its items, without a value of the applicant's. */
export const ApplicationView = Type.Object(
  {
    applicationId: ApplicationId,
    filedBy: DepartmentCode,
    filedAt: Instant,
    /** HMAC of the case number; to the department that filed and to auditors. */
    caseRef: Type.Optional(Digest),
    theme,
    hall,
    state: ApplicationState,
    items: Type.Array(ApplicationItemView),
    ledger: LedgerReference,
  },
  { $id: 'ApplicationView', ...closed },
);
export type ApplicationView = Static<typeof ApplicationView>;
