// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, Digest, OwnedCode } from '../../../chaincode/domain/names.js';
import { CaseNumber } from '../case-number-text.js';
import { NextCursor, pageQuery } from '../page.js';

const closed = { additionalProperties: false } as const;

export const ApplicationQuery = Type.Object(
  {
    list: Type.Optional(
      Type.Union([Type.Literal('inbox'), Type.Literal('filed')], {
        description:
          "inbox (default): tasks of the department's items, due first at the beginning, one row each; filed: what the department filed, newest first",
      }),
    ),
    /** Auditors may ask for another department; for others their own is meant. */
    department: Type.Optional(DepartmentCode),
    itemCode: Type.Optional(OwnedCode),
    state: Type.Optional(
      Type.Enum(TaskState.enum, {
        description:
          'Of the task; of the application where `list` is filed and no item is named. Without it an inbox shows what is still to be decided or issued',
      }),
    ),
    caseNo: Type.Optional(CaseNumber),
    ...pageQuery,
  },
  closed,
);
export type ApplicationQuery = Static<typeof ApplicationQuery>;

export const TaskSummary = Type.Object(
  {
    itemCode: OwnedCode,
    department: DepartmentCode,
    state: TaskState,
    /** By when the next thing is due, else since when it waits. */
    dueDay: Day,
    /** Last days of the promised and the statutory time, while the clock runs. */
    promisedDay: Type.Optional(Day),
    statutoryDay: Type.Optional(Day),
    deposited: Type.Boolean(),
  },
  closed,
);
export type TaskSummary = Static<typeof TaskSummary>;

export const ApplicationSummary = Type.Object(
  {
    applicationId: ApplicationId,
    filedBy: DepartmentCode,
    filedAt: Instant,
    /** To the department that filed and to auditors. */
    caseRef: Type.Optional(Digest),
    themeCode: Type.Optional(OwnedCode),
    state: ApplicationState,
    /** In an inbox the one that the row is about. */
    tasks: Type.Array(TaskSummary),
  },
  closed,
);
export type ApplicationSummary = Static<typeof ApplicationSummary>;

export const ApplicationList = Type.Object(
  { applications: Type.Array(ApplicationSummary), next: NextCursor },
  { $id: 'ApplicationList', ...closed },
);
export type ApplicationList = Static<typeof ApplicationList>;
