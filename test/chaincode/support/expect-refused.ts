// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { decodeDomainError } from '../../../chaincode/wire/domain-error-codec.js';

/** Holds that a call to the network is refused with this code and, where one is given, at this place. */
export async function expectRefused(call: Promise<unknown>, code: RefusalCode, pointer?: string): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error, 'the call was not refused').to.be.instanceOf(Error);
  const refusal = decodeDomainError((error as Error).message);
  expect(refusal, (error as Error).message).to.have.property('code', code);
  if (pointer !== undefined) expect(refusal).to.have.property('pointer', pointer);
}
