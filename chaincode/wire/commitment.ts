// SPDX-License-Identifier: Apache-2.0
import { toBase64url, utf8 } from './base64url.js';
import { canonicalJson } from './canonical-json.js';

/** What opens a commitment: whoever holds it can check one claim and learns nothing of the others. */
export interface Disclosure {
  readonly salt: string;
  readonly name: string;
  readonly value: unknown;
}

/** RFC 9901 disclosure: base64url of the UTF-8 of the JSON array of salt, name and value. */
export function disclosureText({ salt, name, value }: Disclosure): string {
  return toBase64url(utf8(canonicalJson([salt, name, value])));
}

/** The commitment itself, the digest of the disclosure's ASCII text; `sha256` answers base64url without padding. */
export function commitmentTo(disclosure: Disclosure, sha256: (text: string) => string): string {
  return sha256(disclosureText(disclosure));
}
