// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { UseCaseLog } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from './access-gatherers.js';
import type { AccessOrder } from './order-access.js';

export interface SourcesAnswer {
  readonly conclusions: readonly Conclusion[];
  /** Highest block that holds one of them. */
  readonly blockNumber: number;
}

/**
 * Asks every source for its verdicts, all at once. One that fails, refuses or whose outcome is unknown leaves no
 * conclusion here: its materials are UNAVAILABLE, and the others' answers stand. `openedIn`: the block that the read model
 * must show first, where the access may have later rows there.
 */
export async function askSources(
  { gatherers, log }: { readonly gatherers: AccessGatherers; readonly log: UseCaseLog },
  session: Session,
  { parts, request, openedIn }: AccessOrder & { readonly openedIn?: number | undefined },
): Promise<SourcesAnswer> {
  const subjects = request.ticket.core.subjects.map(({ diary }) => diary);
  const answers = await Promise.all(
    [...parts].map(async ([source, part]) => {
      try {
        const { conclusion, code, ledger } = await gatherers.conclude({ session, source, part, subjects, openedIn });
        if (conclusion === undefined) log.warn({ source, accessId: part.accessId, code }, 'a source did not conclude');
        return conclusion === undefined ? [] : [{ conclusion, ledger }];
      } catch (error) {
        log.warn({ source, accessId: part.accessId, error: nameOf(error) }, 'a source did not answer');
        return [];
      }
    }),
  );
  const concluded = answers.flat();
  return {
    conclusions: concluded.map(({ conclusion }) => conclusion),
    blockNumber: Math.max(0, ...concluded.map(({ ledger }) => ledger.blockNumber)),
  };
}

/** Texts of errors may come from anywhere; their names may be logged. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
