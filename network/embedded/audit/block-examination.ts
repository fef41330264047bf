// SPDX-License-Identifier: Apache-2.0
import type { Membership } from '../identity/membership.js';
import type { BlockTransaction } from '../peer/seams.js';
import { checkRead } from '../protocol/check-envelope.js';
import { ChainCheck } from './chain-check.js';
import { isSignedByOrderer } from './check-orderer-signature.js';
import { ConfigurationCheck } from './configuration-check.js';
import type { LedgerFinding, LedgerFindingCode } from './ledger-finding.js';
import { openBlock } from './open-block.js';
import type { OpenedBlock } from './open-block.js';
import type { AuditRecord } from './read-records.js';

/** A block whose signatures are being verified. */
export interface Examined {
  readonly number: number;
  readonly hash: Uint8Array | undefined;
  readonly opened: OpenedBlock | undefined;
  readonly isConfig: boolean;
  /** The members at this block. */
  readonly membership: Membership;
  /** What needed no waiting. */
  readonly findings: LedgerFinding[];
  readonly isOrdered: Promise<boolean>;
  /** With the code that the envelope alone gives. */
  readonly transactions: Promise<readonly BlockTransaction[]>;
  readonly signatures: number;
  /** Bytes that it holds. */
  readonly size: number;
}

interface Surroundings {
  readonly channel: string;
  readonly chaincodes: readonly { readonly name: string }[];
}

/** Everything about a block that needs no state: reads it, holds it against the one before, starts its signatures. */
export class BlockExamination {
  readonly #channel: string;
  readonly #chaincodes: ReadonlySet<string>;
  readonly #from: number;
  readonly #chain = new ChainCheck();
  readonly #configuration: ConfigurationCheck;

  /** @param from signatures of earlier blocks are not verified. */
  constructor({ channel, chaincodes }: Surroundings, from: number) {
    this.#channel = channel;
    this.#chaincodes = new Set(chaincodes.map(({ name }) => name));
    this.#from = from;
    this.#configuration = new ConfigurationCheck(channel);
  }

  /** Records come in the order of the file. */
  async examine({ number, content, isDamaged }: AuditRecord): Promise<Examined> {
    const findings: LedgerFinding[] = [];
    const tell = (code: LedgerFindingCode, detail: string): void => void findings.push({ code, block: number, detail });
    if (isDamaged) tell('RECORD_DAMAGED', 'its checksum does not match');
    const opened = openBlock(content);
    const before = this.#configuration.membership;
    if (opened === undefined) {
      if (!isDamaged) tell('BLOCK_UNREADABLE', 'the record holds no block');
      this.#chain.skip(number, tell);
      return { ...NOTHING, number, findings, membership: before, size: content.length };
    }
    this.#chain.check(number, opened, tell);
    const isConfig = await this.#configuration.check(opened, tell);
    // Who orders is said by the configuration before; only block 0 has none.
    const membership = isConfig && before.size === 0 ? this.#configuration.membership : before;
    const size = content.length;
    const examined = { number, hash: opened.read.hash, opened, isConfig, findings, membership, size };
    if (number < this.#from) return { ...NOTHING, ...examined };
    return { ...examined, ...this.#startSignatures(opened, isConfig, membership) };
  }

  #startSignatures(
    opened: OpenedBlock,
    isConfig: boolean,
    membership: Membership,
  ): Pick<Examined, 'isOrdered' | 'transactions' | 'signatures'> {
    const { envelopes } = opened.read;
    const context = { channel: this.#channel, chaincodes: this.#chaincodes, membership };
    return {
      isOrdered: isSignedByOrderer(opened, membership),
      transactions: Promise.all(
        isConfig ? [] : envelopes.map((read) => checkRead(read, { ...context, at: read.timestamp.seconds * 1000 })),
      ),
      signatures: 1 + envelopes.reduce((sum, { action }) => sum + 1 + (action?.endorsements.length ?? 0), 0),
    };
  }
}

const NOTHING = {
  hash: undefined,
  opened: undefined,
  isConfig: false,
  isOrdered: Promise.resolve(true),
  transactions: Promise.resolve([]),
  signatures: 0,
};
