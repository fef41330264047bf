// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

export const Liveness = Type.Object({ status: Type.Literal('ok') }, { $id: 'Liveness', ...closed });

/** Whether requests can be served. The parts are for operators only. */
export const Readiness = Type.Object(
  {
    status: Type.Union([Type.Literal('ready'), Type.Literal('not-ready')]),
    parts: Type.Optional(
      Type.Object(
        {
          ledger: Type.Object({ ok: Type.Boolean(), blocks: Type.Integer() }, closed),
          readModel: Type.Object({ ok: Type.Boolean(), blocks: Type.Integer(), behind: Type.Integer() }, closed),
        },
        closed,
      ),
    ),
  },
  { $id: 'Readiness', ...closed },
);
export type Readiness = Static<typeof Readiness>;

export const VersionView = Type.Object(
  {
    name: Type.Literal('onedoor'),
    version: Type.String(),
    ledger: Type.String({ description: 'Kind of ledger: embedded or fabric' }),
    node: Type.String(),
  },
  { $id: 'VersionView', ...closed },
);
