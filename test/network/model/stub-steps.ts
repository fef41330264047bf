// SPDX-License-Identifier: Apache-2.0
import '../peer/quiet-shim.js';
// Before the shim, which brings an older copy: the two share their names in one global object.
import '@hyperledger/fabric-protos';
import shim from 'fabric-shim';
import { bytes } from '../conformance/support/steps-contract.js';
import type { Step as StubStep } from '../conformance/support/steps-contract.js';
import type { Step } from './history.js';

/** A key policy of these organisations' peers, as base64; none is no bytes. */
export function policyText(organisations: readonly string[]): string {
  if (organisations.length === 0) return '';
  const policy = new shim.KeyEndorsementPolicy();
  policy.addOrgs('PEER', ...organisations);
  return Buffer.from(policy.getPolicy()).toString('base64');
}

type Of<D extends Step['do']> = Extract<Step, { do: D }>;

const STUB: { readonly [D in Step['do']]: (step: Of<D>) => StubStep } = {
  get: ({ key }) => ['getState', key],
  put: ({ key, value }) => ['putState', key, bytes(value)],
  delete: ({ key }) => ['deleteState', key],
  history: ({ key }) => ['getHistoryForKey', key],
  policy: ({ key }) => ['getStateValidationParameter', key],
  setPolicy: ({ key, organisations }) => ['setStateValidationParameter', key, { base64: policyText(organisations) }],
  range: ({ from, to, rows }) => ['getStateByRange', from, to, ...(rows === undefined ? [] : [rows])],
  composite: ({ type, attributes }) => ['getStateByPartialCompositeKey', type, attributes],
  page: ({ from, to, size, bookmark }) => ['getStateByRangeWithPagination', from, to, size, bookmark],
  getPrivate: ({ collection, key }) => ['getPrivateData', collection, key],
  hash: ({ collection, key }) => ['getPrivateDataHash', collection, key],
  putPrivate: ({ collection, key, value }) => ['putPrivateData', collection, key, bytes(value)],
  deletePrivate: ({ collection, key }) => ['deletePrivateData', collection, key],
  purge: ({ collection, key }) => ['purgePrivateData', collection, key],
  privatePolicy: ({ collection, key }) => ['getPrivateDataValidationParameter', collection, key],
  setPrivatePolicy: ({ collection, key, organisations }) => [
    'setPrivateDataValidationParameter',
    collection,
    key,
    { base64: policyText(organisations) },
  ],
  scanPrivate: ({ collection, from, to }) => ['getPrivateDataByRange', collection, from, to],
  event: ({ name }) => ['setEvent', name, bytes(name)],
  call: ({ chaincode, stops, steps }) => [
    'invokeChaincode',
    chaincode,
    [stops ? 'steps:Run' : 'steps:Try', JSON.stringify(steps.map(toStubStep))],
    '',
  ],
};

/** The call of the stub that a step is. */
export function toStubStep(step: Step): StubStep {
  return (STUB[step.do] as (each: Step) => StubStep)(step);
}

/** What steps answered, with the transaction's own id as `TXID` and the answers of callees read. */
export function readAnswers(payload: Uint8Array, transactionId: string): unknown {
  const text = Buffer.from(payload).toString();
  const answers = JSON.parse(text, (_name, value: unknown) => {
    if (!isBuffer(value)) return value;
    const inner = Buffer.from(value.data).toString();
    return inner === '' ? '' : (JSON.parse(inner) as unknown);
  }) as unknown;
  return JSON.parse(JSON.stringify(answers).replaceAll(transactionId, 'TXID'));
}

function isBuffer(value: unknown): value is { data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';
}
