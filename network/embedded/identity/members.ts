// SPDX-License-Identifier: Apache-2.0
import type { Member } from './membership.js';

/** Which certificates belong to which organisation, as of one configuration. */
export interface Members {
  /** Nothing if the organisation is unknown or does not know the certificate. Says nothing of time. */
  find(mspId: string, certificate: string): Member | undefined;
  /** The member as validation takes it. @param at milliseconds since 1970, where time counts. */
  findValid(mspId: string, certificate: string, at?: number): Member | undefined;
}
