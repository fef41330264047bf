// SPDX-License-Identifier: Apache-2.0

/** `undefined` for bytes that are no JSON text. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // another's bytes: judged by the caller, never a fault of ours
  }
}
