// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain/domain-error.js';
import { REFUSALS, type RefusalCode } from '../domain/refusals.js';

const MARK = 'ONEDOOR ';

/** Only a message leaves a contract, so the code travels inside it. {@link decodeDomainError} is the only reader. */
export function encodeDomainError(error: DomainError): string {
  const { code, message: detail, pointer } = error;
  return MARK + JSON.stringify(pointer === undefined ? { code, detail } : { code, detail, pointer });
}

/** Finds a refusal in a message that peers and clients may have prefixed; `undefined` if there is none. */
export function decodeDomainError(message: string): DomainError | undefined {
  const start = message.indexOf(MARK);
  if (start < 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(message.slice(start + MARK.length));
    return isEncoded(parsed) ? new DomainError(parsed.code, parsed.detail, parsed.pointer) : undefined;
  } catch {
    return undefined; // cut off or foreign text: not ours to interpret
  }
}

function isEncoded(value: unknown): value is { code: RefusalCode; detail: string; pointer?: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { code, detail, pointer } = value as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    Object.hasOwn(REFUSALS, code) &&
    typeof detail === 'string' &&
    (pointer === undefined || typeof pointer === 'string')
  );
}
