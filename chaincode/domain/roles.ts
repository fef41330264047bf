// SPDX-License-Identifier: Apache-2.0

/** Roles *within a department*, carried by the certificate attribute `onedoor.role` and by tokens. */
export const ROLES = ['attester', 'officer', 'intake', 'auditor', 'operator', 'publisher'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(text: string | null | undefined): text is Role {
  return ROLES.some((role) => role === text);
}
