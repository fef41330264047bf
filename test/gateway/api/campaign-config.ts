// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../../chaincode/domain/roles.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly Role[];
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
export type TokenOf = (department: string, role: Role) => Promise<string>;

/** For whom each role asks: who has something to ask for in the small district. */
const DEPARTMENTS: Readonly<Record<Role, string>> = {
  attester: 'data-bureau',
  officer: 'human-resources',
  intake: 'human-resources',
  auditor: 'data-bureau',
  operator: 'data-bureau',
  publisher: 'data-bureau',
};

/** Checks that stay off, and why; the same list stands in docs/reliability.md. */
export const SWITCHED_OFF: Readonly<Record<string, string>> = {};

/** A fitting request may still be refused by a rule, or be about nothing that is there. */
const FITTING = ['2xx', '3xx', '403', '404', '409', '422', '429', '503'];

/** The configuration of schemathesis: a token of an entitled role for each operation. */
export async function campaignConfig(document: ApiDocument, tokenOf: TokenOf): Promise<string> {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const blocks: string[] = [];
  for (const { operationId, 'x-roles': roles = [] } of operations) {
    const role = roles.includes('auditor') ? 'auditor' : roles[0];
    if (role === undefined) continue;
    const authorization = `Bearer ${await tokenOf(DEPARTMENTS[role], role)}`;
    blocks.push(
      '[[operations]]',
      `include-operation-id = ${JSON.stringify(operationId)}`,
      `headers = { Authorization = ${JSON.stringify(authorization)} }`,
    );
  }
  return ['[checks.positive_data_acceptance]', `expected-statuses = ${JSON.stringify(FITTING)}`, ...blocks, ''].join(
    '\n',
  );
}
