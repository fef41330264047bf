// SPDX-License-Identifier: Apache-2.0

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BODY_LENGTH = 25;

/** The text whose SHA-256 names the record that a transaction makes from its element `index`. */
export function recordIdText(transactionId: string, index: number): string {
  return `${transactionId}:${index}`;
}

/** Record id from a base64url SHA-256: 25 base-36 characters (the digest modulo 36^25) and a check character. */
export function recordIdFrom(digest: string): string {
  let number = 0n;
  for (const character of digest) number = number * 64n + BigInt(BASE64URL.indexOf(character));
  let body = '';
  for (let position = 0; position < BODY_LENGTH; position += 1) {
    body = CHARACTERS.charAt(Number(number % 36n)) + body;
    number /= 36n;
  }
  return body + checkCharacter(body);
}

/** Whether a text is 26 characters whose last is the ISO 7064 MOD 37,36 check character of the others. */
export function isRecordId(text: string): boolean {
  return /^[0-9A-Z]{26}$/u.test(text) && checkCharacter(text.slice(0, BODY_LENGTH)) === text.slice(BODY_LENGTH);
}

/** ISO 7064 hybrid system MOD 37,36, as GB/T 36904 uses it. Upper-case letters and digits only. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body) {
    const sum = (product + CHARACTERS.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return CHARACTERS.charAt((37 - product) % 36);
}
