// SPDX-License-Identifier: Apache-2.0
import type { EndorsementPlan } from '../../../chaincode/transactions/transaction.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { LedgerUnavailable } from '../ledger-errors.js';

/**
 * The sets of MSP ids that may endorse a plan, in the order in which to try them. A witness that takes no part in
 * this network is passed over.
 * @throws {LedgerUnavailable} the acting department, or every witness, takes no part.
 */
export function endorserSets(definition: NetworkDefinition, plan: EndorsementPlan): (readonly string[])[] {
  const mspId = (code: string): string | undefined =>
    definition.departments.find((department) => department.code === code)?.mspId;
  const acting = mspId(plan.department);
  if (acting === undefined) throw new LedgerUnavailable(`${plan.department} has no peer in this network`);
  if (plan.kind === 'alone') return [[acting]];
  const sets = plan.witnesses.map(mspId).flatMap((witness) => (witness === undefined ? [] : [[acting, witness]]));
  if (sets.length === 0) throw new LedgerUnavailable(`no witness for ${plan.department} takes part in this network`);
  return sets;
}
