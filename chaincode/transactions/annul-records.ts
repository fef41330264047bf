// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Refusal } from '../domain/access/access.js';
import { DomainError } from '../domain/domain-error.js';
import { DepartmentCode, Digest } from '../domain/names.js';
import { RecordId, StatusChange } from '../domain/register/register-entry.js';
import { STATUS_CHANGE_REFUSALS, changeStatus } from './change-status.js';
import { Statements, type Statement } from './statement.js';
import { defineTransaction } from './transaction.js';
import type { TransactionContext } from './transaction-context.js';

const { reason, day } = StatusChange.properties;

const AnnulmentResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    status: Type.Union([Type.Literal('ANNULLED'), Type.Literal('REFUSED')]),
    code: Type.Optional(Refusal),
  },
  { additionalProperties: false },
);
export type AnnulmentResult = Static<typeof AnnulmentResult>;

export const annulRecords = defineTransaction({
  name: 'AnnulRecords',
  kind: 'submit',
  summary: 'Annul many records of the department by one legal act; each element succeeds or is refused by itself',
  roles: ['attester'],
  request: Type.Object(
    {
      department: DepartmentCode,
      recordIds: Type.Array(RecordId, { minItems: 1, maxItems: 500 }),
      reason,
      /** HMAC of the legal act under the department's own key. */
      legalAct: Digest,
      day,
    },
    { additionalProperties: false },
  ),
  response: Type.Object(
    { results: Type.Array(AnnulmentResult), statements: Statements },
    { additionalProperties: false },
  ),
  refusals: STATUS_CHANGE_REFUSALS,
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  async execute(context, { recordIds, ...change }) {
    const results: AnnulmentResult[] = [];
    const statements = new Map<string, Statement>();
    for (const [index, recordId] of recordIds.entries()) {
      const annulled = await annulOne(context, { ...change, recordId, status: 'ANNULLED' });
      results.push({ index, ...annulled.result });
      for (const statement of annulled.statements) statements.set(statement.keyHash, statement);
    }
    return { results, statements: [...statements.values()] };
  },
});

async function annulOne(
  context: TransactionContext,
  change: Parameters<typeof changeStatus>[1],
): Promise<{ result: Omit<AnnulmentResult, 'index'>; statements: readonly Statement[] }> {
  try {
    const { statements } = await context.attempt(() => changeStatus(context, change));
    return { result: { status: 'ANNULLED' }, statements };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { result: { status: 'REFUSED', code: error.code }, statements: [] };
  }
}
