// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical-json.js';
import type { Filing, Task } from './application.js';

export type Sha256 = (text: string) => string;

/** The digest of a document as it was when it had so many moves. */
export function digestsOf(document: Filing | Task, sha256: Sha256): (moves: number) => string {
  const known = new Map<number, string>();
  return (moves) => {
    const digest = known.get(moves) ?? sha256(canonicalJson({ ...document, moves: document.moves.slice(0, moves) }));
    known.set(moves, digest);
    return digest;
  };
}
