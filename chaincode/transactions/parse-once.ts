// SPDX-License-Identifier: Apache-2.0

/** A schema that was compiled. */
export interface Shape<D> {
  Check(value: unknown): value is D;
}

interface Parsed {
  readonly text: string;
  readonly shape: Shape<unknown>;
  readonly document: unknown;
}

/** More documents than a district publishes; no longer texts than so many characters are kept. */
const MOST = 1000;
const LONGEST = 64 * 1024;

/** The document in a text; `undefined` for a text that is not JSON, or not of this shape: not ours, so not believed. */
export function parsedAs<D>(shape: Shape<D>, text: string): D | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return shape.Check(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** The document in a text that stands under a key, as `parsedAs`. */
export type ParseOnce = <D>(key: string, shape: Shape<D>, text: string) => D | undefined;

/**
 * For what stands unchanged under a key through many transactions: the same text under the same key is parsed once. What
 * comes out depends on the text alone, and nobody can change it, so that no result can depend on what is kept.
 */
export function parseOnce(): ParseOnce {
  const known = new Map<string, Parsed>();
  return <D>(key: string, shape: Shape<D>, text: string) => {
    const found = known.get(key);
    if (found?.text === text && found.shape === shape) return found.document as D;
    const document = parsedAs(shape, text);
    if (document === undefined || text.length > LONGEST) return document;
    if (known.size >= MOST) known.clear();
    known.set(key, { text, shape, document: frozen(document) });
    return document;
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
