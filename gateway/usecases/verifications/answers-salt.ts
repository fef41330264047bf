// SPDX-License-Identifier: Apache-2.0
import type { DepartmentKeys } from '../department-keys.js';

const BYTES = 16;

/**
 * The salt over an access's scenario answers: made from its id under the reader's own key, so that nobody else can
 * guess the answers, and the reader can show them to a source that is asked later without having kept anything.
 */
export async function answersSalt(keys: DepartmentKeys, reader: string, accessId: string): Promise<string> {
  const mac = await keys.hmac(reader, 'answers', accessId);
  return Buffer.from(mac, 'base64url').subarray(0, BYTES).toString('base64url');
}
