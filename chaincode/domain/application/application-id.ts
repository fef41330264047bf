// SPDX-License-Identifier: Apache-2.0

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LENGTH = 26;

interface Origin {
  readonly filedBy: string;
  readonly madeIn: { readonly transactionId: string; readonly index: number };
}

/**
 * The id of the application that a department files with an element of a transaction: whoever reads it works it out
 * again, so that two others cannot put an application of theirs in its place. `sha256` answers base64url.
 */
export function applicationIdOf({ filedBy, madeIn }: Origin, sha256: (text: string) => string): string {
  const digest = sha256(`onedoor-application\n${filedBy}\n${madeIn.transactionId}\n${madeIn.index}`);
  let bits = 0n;
  for (const character of digest) bits = (bits << 6n) | BigInt(BASE64URL.indexOf(character));
  let id = '';
  for (let place = 0; place < LENGTH; place += 1) id += CHARACTERS.charAt(Number((bits >> BigInt(5 * place)) & 31n));
  return id;
}
