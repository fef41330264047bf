// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

/**
 * Names that appear in keys, documents and requests. A record type or item carries its department in its
 * name (`civil-affairs.marriage`), so who may publish it, and which source is meant, needs no look-up. Each word of
 * a department begins with a letter: `tax-1` and `tax1` would be one MSP.
 */
export const DepartmentCode = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$', maxLength: 40 });
export const OwnedCode = Type.String({
  pattern: '^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*[.][a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 80,
});
export const PlainCode = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 });
/** A name inside a document: claim, field, scenario question. */
export const MemberName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' });
export const Version = Type.Integer({ minimum: 1, maximum: 9999 });
/** 256 bits, base64url without padding: digests, HMACs, pseudonyms. */
export const Digest = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** 128 bits, base64url without padding. */
export const Salt = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' });
/** One import of a department: a UUID, lower case, so that nothing can be told by it. */
export const ImportId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});
/** The handle of an officer, kept by the department; opaque to everyone else. */
export const OfficerHandle = Type.String({ pattern: '^[a-z][a-z0-9-]{1,31}$' });

/** The department in whose name the code stands: `departmentOf('civil-affairs.marriage') === 'civil-affairs'`. */
export function departmentOf(ownedCode: string): string {
  return ownedCode.slice(0, ownedCode.indexOf('.'));
}

/** The MSP of a department follows from its code: `human-resources` → `HumanResourcesMSP`. */
export function mspIdOf(departmentCode: string): string {
  const words = departmentCode.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join('')}MSP`;
}

/** The department that keeps the registers of departments, purposes, duties and accreditations. */
export const REGISTRAR = 'data-bureau';
