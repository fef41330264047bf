// SPDX-License-Identifier: Apache-2.0
import type { AuditedBlock } from './audited-block.js';
import { BlockExamination } from './block-examination.js';
import type { Examined } from './block-examination.js';
import type { LedgerKind } from './channel-rules.js';
import { checkHead } from './check-head.js';
import type { NotedHead } from './check-head.js';
import { Conclusions } from './conclusions.js';
import type { AuditRecord } from './read-records.js';
import { Replay } from './replay.js';

export interface BlocksAuditOptions {
  /** An empty folder for what is derived from the blocks; the caller removes it. */
  readonly workFolder: string;
  /**
   * The first block whose signatures and codes are checked; what is before is taken in as it says, hashes and configurations
   * excepted. Default 0.
   */
  readonly from?: number;
  /** The last block to look at; default the last there is. */
  readonly to?: number;
  /** A block that somebody has noted elsewhere. */
  readonly expected?: NotedHead;
}

/** Bytes of blocks whose signatures are verified ahead of the replay: some thousand transactions. */
const AHEAD = 8 * 1024 * 1024;

/**
 * Replays a ledger from its blocks alone, and says of every block what does not follow: record checksum, numbers, hashes, the
 * orderers' signatures, configurations and their roots, signatures of creators and endorsers, validation codes. One element
 * a block, in order; what concerns no single block comes with the last one. Signatures are verified in parallel; memory
 * does not grow with the ledger.
 * @param records in the order of their numbers.
 */
export async function* auditBlocks(
  kind: LedgerKind,
  records: AsyncIterable<AuditRecord>,
  { workFolder, from = 0, to = Number.MAX_SAFE_INTEGER, expected }: BlocksAuditOptions,
): AsyncGenerator<AuditedBlock, void, undefined> {
  const replay = await Replay.open(kind, workFolder);
  try {
    const examination = new BlockExamination(kind, from);
    const conclusions = new Conclusions(replay, from);
    const head = checkHead(expected);
    const waiting: Examined[] = [];
    let ahead = 0;
    for await (const record of records) {
      if (record.number > to) break;
      const examined = await examination.examine(record);
      head.see(examined);
      waiting.push(examined);
      ahead += examined.size;
      while (ahead > AHEAD) {
        const [next] = waiting.splice(0, 1);
        if (next === undefined) break;
        ahead -= next.size;
        yield await conclusions.conclude(next);
      }
    }
    for (const next of waiting) yield await conclusions.conclude(next);
    const findings = head.findings();
    if (findings.length > 0) yield { number: head.last, block: undefined, findings, signatures: 0 };
  } finally {
    await replay.close();
  }
}
