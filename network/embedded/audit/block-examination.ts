// SPDX-License-Identifier: Apache-2.0
import type { BlockTransaction } from '../peer/seams.js';
import { checkRead } from '../protocol/check-envelope.js';
import { untimelyCertificates } from './certificate-times.js';
import { ChainCheck } from './chain-check.js';
import type { ChannelRules, LedgerKind, Tell } from './channel-rules.js';
import type { LedgerFinding } from './ledger-finding.js';
import { openBlock } from './open-block.js';
import type { OpenedBlock } from './open-block.js';
import type { AuditRecord } from './read-records.js';

/** A block whose signatures are being verified. */
export interface Examined {
  readonly number: number;
  readonly hash: Uint8Array | undefined;
  readonly opened: OpenedBlock | undefined;
  readonly isConfig: boolean;
  /** Of the configuration before this block; of block 0 only its own can be. Nothing where no configuration was readable. */
  readonly rules: ChannelRules | undefined;
  /** What needed no waiting. */
  readonly findings: LedgerFinding[];
  readonly isOrdered: Promise<boolean>;
  /** With the code that the envelope alone gives. */
  readonly transactions: Promise<readonly BlockTransaction[]>;
  readonly signatures: number;
  /** Bytes that it holds. */
  readonly size: number;
}

/** Everything about a block that needs no state: reads it, holds it against the one before, starts its signatures. */
export class BlockExamination {
  readonly #kind: LedgerKind;
  readonly #from: number;
  readonly #chain: ChainCheck;

  /** @param from signatures of earlier blocks are not verified. */
  constructor(kind: LedgerKind, from: number) {
    this.#kind = kind;
    this.#from = from;
    this.#chain = new ChainCheck({ chainsResults: kind.commitHash === undefined });
  }

  /** Records come in the order of the file. */
  async examine({ number, content, isDamaged }: AuditRecord): Promise<Examined> {
    const findings: LedgerFinding[] = [];
    const tell: Tell = (code, detail) => void findings.push({ code, block: number, detail });
    if (isDamaged) tell('RECORD_DAMAGED', 'its checksum does not match');
    const opened = openBlock(content);
    const { configuration } = this.#kind;
    const before = configuration.rules;
    if (opened === undefined) {
      if (!isDamaged) tell('BLOCK_UNREADABLE', 'the record holds no block');
      this.#chain.skip(number, tell);
      return { ...NOTHING, number, findings, rules: before, size: content.length };
    }
    this.#chain.check(number, opened, tell);
    const isConfig = await configuration.check(opened, tell);
    // Who orders is said by the configuration before; only block 0 has none.
    const rules = before ?? configuration.rules;
    const size = content.length;
    const examined = { number, hash: opened.read.hash, opened, isConfig, findings, rules, size };
    if (number < this.#from || rules === undefined) return { ...NOTHING, ...examined };
    if (this.#kind.ignoresTime === true && !isConfig) findings.push(...untimely(number, opened, rules));
    return { ...examined, ...this.#startSignatures(opened, isConfig, rules) };
  }

  #startSignatures(
    opened: OpenedBlock,
    isConfig: boolean,
    rules: ChannelRules,
  ): Pick<Examined, 'isOrdered' | 'transactions' | 'signatures'> {
    const { envelopes } = opened.read;
    const { channel, chaincodes } = this.#kind;
    const context = { channel, chaincodes, membership: rules.members };
    return {
      isOrdered: rules.isOrdered(opened),
      transactions: Promise.all(
        isConfig ? [] : envelopes.map((read) => checkRead(read, { ...context, at: read.timestamp.seconds * 1000 })),
      ),
      signatures: 1 + envelopes.reduce((sum, { action }) => sum + 1 + (action?.endorsements.length ?? 0), 0),
    };
  }
}

function untimely(block: number, { read }: OpenedBlock, { members }: ChannelRules): LedgerFinding[] {
  return read.envelopes.flatMap((envelope) => {
    const mspIds = untimelyCertificates(envelope, members);
    if (mspIds.length === 0) return [];
    const { transactionId } = envelope;
    return [{ code: 'CERTIFICATE_TIME', block, transactionId, detail: `certificates of ${mspIds.join(', ')}` }];
  });
}

const NOTHING = {
  hash: undefined,
  opened: undefined,
  isConfig: false,
  isOrdered: Promise.resolve(true),
  transactions: Promise.resolve([]),
  signatures: 0,
};
