// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Title } from '../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, OwnedCode } from '../../chaincode/domain/names.js';

const Count = Type.Optional(Type.Integer({ minimum: 0 }));

/** What was published; `complete` says that the catalogue carries all of it and must count the same. */
const Figures = {
  items: Count,
  zeroSubmission: Count,
  instant: Count,
  /** Items by department. */
  departments: Type.Optional(Type.Record(DepartmentCode, Type.Integer({ minimum: 0 }))),
  complete: Type.Boolean(),
};

const Before = Type.Object(
  { before: Type.Integer({ minimum: 1 }), after: Type.Integer({ minimum: 0 }), savedPercent: Type.Integer() },
  { additionalProperties: false },
);

/** What was published about themes. Percentages are whole: rounded, or cut off. */
const ThemeFigures = Type.Object(
  {
    count: Type.Integer({ minimum: 0 }),
    /** Themes that are named, under the codes that they have here. */
    named: Type.Array(OwnedCode),
    /** Averages over the themes. */
    materialsSavedPercent: Type.Integer(),
    workingDaysSavedPercent: Type.Integer(),
    mostWorkingDays: Type.Integer(),
    each: Type.Array(
      Type.Object({ theme: OwnedCode, materials: Before, workingDays: Before }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);

/** Figures of what happened, not of the catalogue. */
const Event = Type.Object({ title: Title, figure: Type.Number() }, { additionalProperties: false });

/** Figures that a district published about its reform, to be recounted from the catalogue. */
export const PublishedFigures = Type.Object(
  {
    title: Title,
    all: Type.Object(Figures, { additionalProperties: false }),
    batches: Type.Array(
      Type.Object(
        {
          batch: Type.Integer({ minimum: 1 }),
          /** In which it went online, or the last month of the half year in which it did. */
          month: Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' }),
          ...Figures,
        },
        { additionalProperties: false },
      ),
    ),
    themes: Type.Optional(ThemeFigures),
    /** What cannot be recounted yet. */
    later: Type.Optional(Type.Array(Event)),
  },
  { additionalProperties: false },
);
export type PublishedFigures = Static<typeof PublishedFigures>;
