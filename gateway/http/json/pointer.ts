// SPDX-License-Identifier: Apache-2.0

/**
 * RFC 6901 pointer. A segment that is neither an index nor a plain member name came from the client and may be
 * anything, a person's number included, so it is shown as `*`.
 */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((segment) => `/${shown(String(segment))}`).join('');
}

/** The same for a pointer that was built elsewhere. */
export function plainPointer(pointer: string): string {
  return pointerOf(pointer.split('/').slice(1));
}

function shown(segment: string): string {
  return /^(?:[A-Za-z][A-Za-z0-9-]{0,39}|[0-9]{1,4})$/u.test(segment) ? segment : '*';
}
