// SPDX-License-Identifier: Apache-2.0
import type { BlockTransaction } from '../peer/seams.js';
import { toBlockTransaction } from '../protocol/check-envelope.js';
import { decodeBlock } from '../protocol/decode-block.js';
import type { ValidationCode } from '../validation-code.js';
import type { AuditedBlock } from './audited-block.js';
import type { Examined } from './block-examination.js';
import type { LedgerFinding } from './ledger-finding.js';
import type { OpenedBlock } from './open-block.js';
import type { Replay, Replayed } from './replay.js';

/** Works out the codes of one block after the other, and holds those that stand there against them. */
export class Conclusions {
  readonly #replay: Replay;
  readonly #from: number;
  #isStopped = false;
  /** As the block before says it. */
  #commitHash: Uint8Array = new Uint8Array();
  #weakness: string | undefined;

  /** @param from codes of earlier blocks are taken as they stand there. */
  constructor(replay: Replay, from: number) {
    this.#replay = replay;
    this.#from = from;
  }

  async conclude(examined: Examined): Promise<AuditedBlock> {
    const { number, opened, signatures } = examined;
    const findings = [...examined.findings];
    if (!(await examined.isOrdered)) {
      findings.push({ code: 'ORDERER_SIGNATURE', block: number, detail: 'no orderer of the channel signed it' });
    }
    const transactions = await examined.transactions;
    if (opened === undefined) return { number, block: undefined, findings, signatures };
    const { codes, commitHash, weakness } = await this.#replayed(examined, opened, transactions, findings);
    if (weakness !== undefined && weakness !== this.#weakness) {
      findings.push({ code: 'CHAINCODE_POLICY', block: number, detail: weakness });
    }
    this.#weakness = weakness;
    findings.push(...differences(number, opened, codes), ...commitDifference(number, opened, commitHash));
    this.#commitHash = opened.read.commitHash;
    return { number, block: decodeBlock({ ...opened.read, codes }), findings, signatures };
  }

  /** The right codes; those that stand there where the blocks before are not known. */
  async #replayed(
    { number, isConfig, rules }: Examined,
    opened: OpenedBlock,
    transactions: readonly BlockTransaction[],
    findings: LedgerFinding[],
  ): Promise<Replayed> {
    const stored: Replayed = { codes: opened.read.codes, commitHash: undefined, weakness: this.#weakness };
    if (this.#isStopped) return stored;
    try {
      if (number !== this.#replay.height) throw new Error(`block ${this.#replay.height} is not known`);
      if (rules === undefined) throw new Error('no configuration is known');
      if (number < this.#from) {
        await this.#replay.take(isConfig ? [] : asTheySay(opened), isConfig ? [] : stored.codes, rules);
        return isConfig ? { ...stored, codes: ['VALID'] } : stored;
      }
      return await this.#replay.follow(isConfig ? 'CONFIGURATION' : transactions, rules, this.#commitHash);
    } catch (error) {
      this.#isStopped = true;
      findings.push({ code: 'REPLAY_STOPPED', block: number, detail: (error as Error).message });
      return stored;
    }
  }
}

function asTheySay({ read }: OpenedBlock): BlockTransaction[] {
  return read.envelopes.map((each, place) => toBlockTransaction(each, [], read.codes[place] ?? 'NOT_VALIDATED'));
}

function differences(number: number, { read, codes }: OpenedBlock, right: readonly ValidationCode[]): LedgerFinding[] {
  const found: LedgerFinding[] = [];
  if (codes !== read.envelopes.length) {
    const detail = `${codes} codes for ${read.envelopes.length} transactions`;
    found.push({ code: 'VALIDATION_CODE', block: number, detail });
  }
  for (const [place, { transactionId }] of read.envelopes.entries()) {
    const [stored = 'NOT_VALIDATED', expected = 'NOT_VALIDATED'] = [read.codes[place], right[place]];
    if (stored === expected) continue;
    const detail = `${stored} stands there, ${expected} follows from the blocks`;
    found.push({ code: 'VALIDATION_CODE', block: number, ...(transactionId && { transactionId }), detail });
  }
  return found;
}

function commitDifference(
  block: number,
  { read: { commitHash } }: OpenedBlock,
  right: Uint8Array | undefined,
): LedgerFinding[] {
  if (right === undefined || Buffer.compare(commitHash, right) === 0) return [];
  const [stored, expected] = [commitHash, right].map((bytes) => Buffer.from(bytes).toString('hex'));
  return [{ code: 'COMMIT_HASH', block, detail: `${stored} instead of ${expected}` }];
}
