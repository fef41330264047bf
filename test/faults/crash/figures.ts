// SPDX-License-Identifier: Apache-2.0

/** What a campaign came to. */
export interface CrashFigures {
  readonly seed: number;
  readonly kills: number;
  /** Of those, in the middle of an opening. */
  readonly whileOpening: number;
  /** Requests that were answered before a kill. */
  readonly answered: number;
  /** Requests that a kill cut off; repeated with their keys after it. */
  readonly cutOff: number;
  readonly transactions: number;
  readonly blocks: number;
  readonly openMedianMs: number;
  readonly openMostMs: number;
  readonly seconds: number;
  readonly secondsPerKill: number;
  /** What was not as it must be; the campaign ends with the first cycle that finds something. */
  readonly wrong: readonly string[];
}

export function describeFigures(figures: CrashFigures): string {
  const { kills, whileOpening, answered, cutOff, transactions, blocks, openMedianMs, openMostMs, wrong } = figures;
  return [
    `${kills} kills (${whileOpening} while opening), seed ${figures.seed}, ${figures.seconds} s`,
    `${answered} requests answered, ${cutOff} cut off and repeated; ${transactions} transactions in ${blocks} blocks`,
    `opening again: median ${openMedianMs} ms, most ${openMostMs} ms`,
    ...(wrong.length === 0 ? ['nothing lost, nothing twice, nothing half'] : wrong),
    '',
  ].join('\n');
}
