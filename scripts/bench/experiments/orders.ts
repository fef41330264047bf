// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { caseSubjects } from '../district/bench-district.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import type { Order } from '../processes/load-process.js';

/** New records, by default one a request, each about another subject, durable when answered. */
export async function attestOrder(bench: Bench, gateway: GatewayProcess, clients: number, records = 1): Promise<Order> {
  const headers = await gateway.headers('data-bureau', 'attester');
  return {
    clients,
    seconds: bench.seconds,
    headers,
    asking: { kind: 'attest', from: 0, records },
    expect: '"CREATED"',
  };
}

/** One case a request. */
export async function verifyOrder(
  bench: Bench,
  gateway: GatewayProcess,
  clients: number,
  disclose: 'verdicts' | 'fields',
): Promise<Order> {
  const headers = await gateway.headers('human-resources', 'intake');
  const subjects = caseSubjects(bench.persons);
  return {
    clients,
    seconds: bench.seconds,
    headers,
    asking: { kind: 'verify', path: '/v1/verifications', from: 0, subjects, disclose },
    expect: '"SATISFIED"',
  };
}
