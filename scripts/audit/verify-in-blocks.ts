// SPDX-License-Identifier: Apache-2.0
import type { LedgerAudit } from '../../gateway/ledger/channel/audited-ledger-block.js';
import { openReadModel } from '../../gateway/readmodel/read-model.js';
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { Bilingual } from '../language.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { answerStanding } from './answer-standing.js';
import { AuditProgress } from './audit-progress.js';
import { runAudit } from './run-audit.js';
import type { AuditReport } from './run-audit.js';
import { transactionStanding } from './transaction-standing.js';

/** What is to be found in blocks: an answer as a gateway gave it, or a transaction. */
export type Claimed = { readonly answer: VerificationAnswer } | { readonly transaction: string };

export interface StandingReport extends Pick<AuditReport, 'height' | 'head' | 'findings'> {
  /** Nothing: it stands there, whole. */
  readonly differing: readonly Bilingual[];
}

/**
 * Whether something stands in the blocks of a ledger. They are audited first, all of them: what stands in blocks that do not hold
 * together proves nothing.
 */
export async function verifyInBlocks(audit: LedgerAudit, claimed: Claimed): Promise<StandingReport> {
  let differing: Bilingual[] = [];
  const { height, head, findings } = await runAudit(
    { audit },
    new AuditProgress(),
    () => undefined,
    stopOnSignal().signal,
    async (tables) => {
      const database = await openReadModel(tables);
      try {
        differing =
          'answer' in claimed
            ? await answerStanding(database, claimed.answer)
            : await transactionStanding(database, claimed.transaction);
      } finally {
        await database.destroy();
      }
    },
  );
  return { height, head, findings, differing };
}
