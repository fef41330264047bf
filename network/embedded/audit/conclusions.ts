// SPDX-License-Identifier: Apache-2.0
import type { Membership } from '../identity/membership.js';
import type { BlockTransaction, PolicyCheck } from '../peer/seams.js';
import { createPolicyCheck } from '../policy/policy-check.js';
import { toBlockTransaction } from '../protocol/check-envelope.js';
import { decodeBlock } from '../protocol/decode-block.js';
import type { ValidationCode } from '../validation-code.js';
import type { AuditedBlock } from './audited-block.js';
import type { Examined } from './block-examination.js';
import type { LedgerFinding } from './ledger-finding.js';
import type { OpenedBlock } from './open-block.js';
import type { Replay } from './replay.js';

/** Works out the codes of one block after the other, and holds those that stand there against them. */
export class Conclusions {
  readonly #replay: Replay;
  readonly #from: number;
  readonly #policies = new WeakMap<Membership, PolicyCheck>();
  #isStopped = false;

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
    const codes = await this.#replayed(examined, opened, transactions, findings);
    findings.push(...differences(number, opened, codes));
    return { number, block: decodeBlock({ ...opened.read, codes }), findings, signatures };
  }

  /** The right codes; those that stand there where the blocks before are not known. */
  async #replayed(
    { number, isConfig, membership }: Examined,
    opened: OpenedBlock,
    transactions: readonly BlockTransaction[],
    findings: LedgerFinding[],
  ): Promise<readonly ValidationCode[]> {
    const stored = opened.read.codes;
    if (this.#isStopped) return stored;
    try {
      if (number !== this.#replay.height) throw new Error(`block ${this.#replay.height} is not known`);
      if (!isConfig && number >= this.#from) return await this.#replay.codes(transactions, this.#policy(membership));
      await this.#replay.take(isConfig ? [] : asTheySay(opened), isConfig ? [] : stored);
      return isConfig ? ['VALID'] : stored;
    } catch (error) {
      this.#isStopped = true;
      findings.push({ code: 'REPLAY_STOPPED', block: number, detail: (error as Error).message });
      return stored;
    }
  }

  #policy(membership: Membership): PolicyCheck {
    const policy = this.#policies.get(membership) ?? createPolicyCheck(membership);
    this.#policies.set(membership, policy);
    return policy;
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
