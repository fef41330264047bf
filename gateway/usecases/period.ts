// SPDX-License-Identifier: Apache-2.0
import { addDays, isDay } from '../../chaincode/domain/time.js';
import { GatewayProblem } from './gateway-problem.js';

/** First and last day, both included, Asia/Shanghai. */
export interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The instants of a period: `from` counts, `to` does not. @throws {GatewayProblem} PERIOD_INVALID */
export function instantsOf({ from, until }: Period): { readonly from?: string; readonly to?: string } {
  const days = [from, until].filter((day) => day !== undefined);
  const backwards = from !== undefined && until !== undefined && until < from;
  if (backwards || !days.every(isDay)) throw new GatewayProblem('PERIOD_INVALID');
  return {
    ...(from === undefined ? {} : { from: beginningOf(from) }),
    ...(until === undefined ? {} : { to: beginningOf(addDays(until, 1)) }),
  };
}

function beginningOf(day: string): string {
  return new Date(`${day}T00:00:00.000+08:00`).toISOString();
}
