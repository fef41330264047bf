// SPDX-License-Identifier: Apache-2.0

/** Codes, numbers and dates as people type them: full-width characters become plain ones, blanks around and between go. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}
