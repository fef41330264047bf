// SPDX-License-Identifier: Apache-2.0

/** What a promise was rejected with; fails if it was not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, got ${JSON.stringify(result)}`);
}
