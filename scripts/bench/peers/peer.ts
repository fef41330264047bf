// SPDX-License-Identifier: Apache-2.0
import type { Sample } from '../measure/sample.js';

/** One measured stretch of writes, each of a new key with 500 bytes, durable when answered. */
export interface PeerOrder {
  /** How often the peer makes writes durable: its own default (20 ms), or every 2 ms. */
  readonly database: 'benchdefault' | 'benchfast';
  /** The client demands the proof of inclusion and checks it. */
  readonly verified: boolean;
  readonly clients: number;
  readonly seconds: number;
}

export type Peer =
  | { readonly run: (order: PeerOrder) => Promise<Sample>; readonly absent?: undefined }
  /** Why it could not be had, and what would help. */
  | { readonly absent: string };
