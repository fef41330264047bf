// SPDX-License-Identifier: Apache-2.0
import type { AuditRecord } from '../../../../network/embedded/audit/read-records.js';
import type { FabricChannel } from '../fabric-channel.js';

/** Blocks as a peer has them, as far as it reaches when the reading begins. @param from number of the first. */
export async function* peerBlocks(
  channel: Pick<FabricChannel, 'height' | 'blocks'>,
  from = 0n,
): AsyncGenerator<AuditRecord> {
  const height = await channel.height();
  if (height <= from) return;
  const end = new AbortController();
  try {
    for await (const { number, bytes } of channel.blocks({ from, signal: end.signal })) {
      yield { number: Number(number), content: bytes, isDamaged: false };
      if (number + 1n >= height) return;
    }
  } finally {
    end.abort();
  }
}
