// SPDX-License-Identifier: Apache-2.0
import type { SealedRequest } from '../district/single-submits.js';
import type { Asking } from '../measure/ask-each.js';

/** What a client of the channel is asked to do: each request once, so many at a time. */
export interface ClientOrder extends Asking {
  readonly requests: readonly SealedRequest[];
  readonly kind: 'submit' | 'evaluate';
}

/** As whom a client of the channel asks. */
export const CLIENT = { department: 'data-bureau', role: 'attester' } as const;
