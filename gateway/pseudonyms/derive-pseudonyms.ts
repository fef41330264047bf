// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';

/** The name of a subject's access diary. */
export function diaryPseudonymOf(secret: Uint8Array): string {
  return createHmac('sha256', secret).update('diary').digest('base64url');
}

/** The name of a subject in one department's registers; two departments' names cannot be linked without the secret. */
export function registerPseudonymOf(secret: Uint8Array, department: string): string {
  return createHmac('sha256', secret).update(`register:${department}`).digest('base64url');
}
