// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { MemberName } from '../names.js';

/** An answer to a guiding question: true or false, a code, a whole number, a day. */
export const ScenarioAnswer = Type.Union([
  Type.Boolean(),
  Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  Type.String({ maxLength: 60 }),
]);
export type ScenarioAnswer = Static<typeof ScenarioAnswer>;

/** The applicant's answers by question. Never on the ledger: only their salted digest is. */
export const ScenarioAnswers = Type.Record(MemberName, ScenarioAnswer, { additionalProperties: false });
export type ScenarioAnswers = Static<typeof ScenarioAnswers>;
