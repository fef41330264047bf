// SPDX-License-Identifier: Apache-2.0
import type { CollectionConfig } from '../../../../network/embedded/index.js';

/** Implicit collection of AMSP. */
export const OWN = '_implicit_org_AMSP';

/** A collection of AMSP and BMSP; CMSP stands outside. */
export function collection(name: string, changes: Partial<CollectionConfig> = {}): CollectionConfig {
  return {
    name,
    policy: "OR('AMSP.member', 'BMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    ...changes,
  };
}
