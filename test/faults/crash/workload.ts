// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { Random } from '../../../scripts/demo/random.js';
import { duty, household, item, purpose } from '../../gateway/usecases/support/catalogue.js';
import { residentId } from '../../gateway/usecases/support/identifiers.js';
import type { Actor } from './messages.js';

/** What is asked of the gateway; the key makes it happen once. */
export interface Wish {
  readonly kind: 'attest' | 'status' | 'verify';
  readonly actor: Actor;
  readonly path: string;
  readonly post: object;
  readonly key: string;
  /** Persons that it is about, by number. */
  readonly persons: readonly number[];
  /** Of a verification. */
  readonly caseNo?: string;
}

const PER_DAY = 900;
const DAY_MS = 86_400_000;

/** An invented person; there are enough for every request to have its own. */
function person(number: number) {
  const day = new Date(Date.UTC(1950, 0, 1) + Math.floor(number / PER_DAY) * DAY_MS);
  const birthday = day.toISOString().slice(0, 10).replaceAll('-', '');
  return { kind: 'NATURAL_PERSON', identifier: residentId((number % PER_DAY) + 1, birthday) };
}

/** The next requests, from one seed: new records, changes of their status, verifications of those who have one. */
export class Workload {
  readonly #random: Random;
  readonly #attested: { person: number; recordId: string }[] = [];
  #persons = 0;
  #cases = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): Wish {
    const share = this.#random.between(1, 100);
    if (share <= 40 || this.#attested.length === 0) return this.#attest();
    return share <= 60 ? (this.#changeStatus() ?? this.#attest()) : this.#verify();
  }

  /** A record stands: its status may be changed once, and its subject asked about. */
  stands(number: number, recordId: string): void {
    this.#attested.push({ person: number, recordId });
    if (this.#attested.length > 200) this.#attested.shift();
  }

  #attest(): Wish {
    const persons = Array.from({ length: this.#random.between(1, 3) }, () => (this.#persons += 1));
    const records = persons.map((number) => ({
      subject: person(number),
      sourceSystem: 'household',
      recordNumber: `C-${number}`,
      validFrom: '2020-01-01',
      claims: { name: `Name ${number}`, address: `Road ${number}` },
    }));
    const post = { recordType: household.code, records };
    return { kind: 'attest', actor: 'attester', path: '/v1/records', post, key: randomUUID(), persons };
  }

  #changeStatus(): Wish | undefined {
    const chosen = this.#attested.splice(this.#random.between(0, this.#attested.length - 1), 1)[0];
    if (chosen === undefined) return undefined;
    const post = { status: 'SUSPENDED', reason: 'DECISION', day: '2026-03-01' };
    const path = `/v1/records/${chosen.recordId}/status`;
    return { kind: 'status', actor: 'attester', path, post, key: randomUUID(), persons: [chosen.person] };
  }

  #verify(): Wish {
    const { person: number } = this.#random.pick(this.#attested);
    const caseNo = `CR-2026-${String((this.#cases += 1)).padStart(8, '0')}`;
    const post = {
      caseNo,
      itemCode: item.code,
      scenario: { married: false },
      subjects: { applicant: person(number) },
      purposeCode: purpose.code,
      legalBasis: { kind: 'STATUTORY', dutyCode: duty.code },
      disclose: this.#random.chance(50) ? 'fields' : 'verdicts',
    };
    return {
      kind: 'verify',
      actor: 'intake',
      path: '/v1/verifications',
      post,
      key: randomUUID(),
      persons: [number],
      caseNo,
    };
  }
}
