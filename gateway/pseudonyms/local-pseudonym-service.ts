// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { openSqlite } from '../sqlite/open-sqlite.js';
import { openLogSync } from '../sqlite/sync-log.js';
import { AskingLimit } from './asking-limit.js';
import { checkSubject } from './check-subject.js';
import { diaryPseudonymOf, registerPseudonymOf } from './derive-pseudonyms.js';
import { issueTicket, type TicketMaking } from './issue-ticket.js';
import { PseudonymRefusal } from './pseudonym-refusal.js';
import type {
  Asker,
  PartsOrder,
  PseudonymService,
  Subject,
  SubjectsQuestion,
  SubjectTicket,
  TicketOrder,
} from './pseudonym-service.js';
import { renewParts } from './renew-parts.js';
import { areSubjectsOf, concerns, isOwnTicket } from './ticket-subjects.js';
import { openServiceKeys, type ServiceKeys } from './service-keys.js';
import { SubjectSecrets } from './subject-secrets.js';
import { createPseudonymTables, type PseudonymTables } from './tables.js';

export interface LocalPseudonymOptions {
  /** SQLite file of the service. */
  readonly file: string;
  /** Folder of its keys. */
  readonly keys: string;
  /** The department that runs it, as tickets name it. */
  readonly department: string;
  /** Subjects that one department may ask about per minute; default 200,000, enough for an import. */
  readonly perMinute?: number;
  /** Default: the clock of the machine. */
  readonly now?: () => Date;
}

/** Opens the pseudonym service in this process. */
export async function openLocalPseudonymService(options: LocalPseudonymOptions): Promise<PseudonymService> {
  const keys = await openServiceKeys(options.keys);
  const database = openSqlite<PseudonymTables>(options.file, { synchronous: 'NORMAL' });
  await createPseudonymTables(database);
  const log = await openLogSync(options.file);
  const secrets = new SubjectSecrets(database, () => log.sync());
  return new LocalPseudonymService(options, keys, secrets, async () => {
    await secrets.settled();
    await log.close();
    await database.destroy();
  });
}

class LocalPseudonymService implements PseudonymService {
  readonly #department: string;
  readonly #keys: ServiceKeys;
  readonly #secrets: SubjectSecrets;
  readonly #limit: AskingLimit;
  readonly #now: () => Date;
  readonly #close: () => Promise<void>;

  constructor(options: LocalPseudonymOptions, keys: ServiceKeys, secrets: SubjectSecrets, close: () => Promise<void>) {
    this.#department = options.department;
    this.#keys = keys;
    this.#secrets = secrets;
    this.#limit = new AskingLimit(options.perMinute ?? 200_000);
    this.#now = options.now ?? (() => new Date());
    this.#close = close;
  }

  ticketKey(): Promise<string> {
    return Promise.resolve(this.#keys.ticketKey);
  }

  async registerPseudonyms(asker: Asker, subjects: readonly Subject[]): Promise<string[]> {
    const secrets = await this.#secretsOf(asker, subjects);
    return secrets.map((secret) => registerPseudonymOf(secret, asker.department));
  }

  async diaryPseudonym(asker: Asker, subject: Subject): Promise<string> {
    const secrets = await this.#secretsOf(asker, [subject]);
    const [pseudonym = ''] = secrets.map(diaryPseudonymOf);
    return pseudonym;
  }

  async issueTicket(asker: Asker, order: TicketOrder): Promise<SubjectTicket> {
    const subjects = await this.#withSecrets(asker, order.subjects);
    const { signing } = this.#keys;
    const service = this.#department;
    return issueTicket({ service, signing, reader: asker.department, order, subjects, now: this.#now() });
  }

  async renewParts(
    asker: Asker,
    { ticket, sources, subjects }: PartsOrder,
  ): Promise<SubjectTicket['parts'] | undefined> {
    const known = await this.#withSecrets(asker, subjects);
    const { signing } = this.#keys;
    return renewParts({ signing, reader: asker.department, ticket, sources, subjects: known, now: this.#now() });
  }

  async isAbout(asker: Asker, { ticket, subjects }: SubjectsQuestion): Promise<boolean> {
    const known = await this.#withSecrets(asker, subjects);
    return (
      concerns(ticket, asker.department) && isOwnTicket(this.#keys.signing, ticket) && areSubjectsOf(ticket, known)
    );
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #withSecrets(asker: Asker, subjects: TicketOrder['subjects']): Promise<TicketMaking['subjects']> {
    const secrets = await this.#secretsOf(asker, subjects);
    return subjects.flatMap(({ role, kind }, index) => {
      const secret = secrets[index];
      return secret === undefined ? [] : [{ role, kind, secret }];
    });
  }

  #secretsOf(asker: Asker, subjects: readonly Subject[]): Promise<Uint8Array[]> {
    const lookups = subjects.map((subject, index) => this.#lookup(subject, index));
    const now = this.#now();
    this.#limit.admit(asker.department, subjects.length, now.getTime());
    return this.#secrets.secretsOf(asker, lookups, now.toISOString());
  }

  #lookup(subject: Subject, index: number): Buffer {
    const checked = checkSubject(subject);
    if ('code' in checked) throw new PseudonymRefusal(checked.code, index);
    return createHmac('sha256', this.#keys.index).update(`${subject.kind}:${checked.identifier}`).digest();
  }
}
