// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { Value } from 'typebox/value';
import { PseudonymRefusal } from '../pseudonym-refusal.js';
import type {
  Asker,
  PartsOrder,
  PseudonymService,
  Subject,
  SubjectsQuestion,
  SubjectTicket,
  TicketOrder,
} from '../pseudonym-service.js';
import { PseudonymsUnavailable } from '../pseudonyms-unavailable.js';
import { CALLS, RefusalBody, pathOf, type CallName, type CallRequest, type CallResponse } from '../wire/calls.js';
import { ClientConnections, type ClientFiles } from './client-connections.js';
import { CallFailed, sendCall, type CallAnswer } from './send-call.js';

export interface RemotePseudonymOptions {
  /** `https://host:port` of the service. */
  readonly url: string;
  /** In whose names this gateway can ask; the first also asks for the key of tickets. */
  readonly departments: readonly string[];
  /** Each department's TLS files. */
  readonly filesOf: (department: string) => ClientFiles | undefined;
  /** For an answer, tries included; default 10 seconds. */
  readonly milliseconds?: number;
}

const ANSWER_MS = 10_000;
/** Before the second and the third try. */
const PAUSES_MS = [50, 250] as const;

/** The pseudonym service of another process, over mutual TLS. Identifiers travel in bodies only. */
export function openRemotePseudonymService(options: RemotePseudonymOptions): PseudonymService {
  return new RemotePseudonymService(options);
}

class RemotePseudonymService implements PseudonymService {
  readonly #url: string;
  readonly #departments: readonly string[];
  readonly #connections: ClientConnections;
  readonly #milliseconds: number;
  readonly #closed = new AbortController();

  constructor({ url, departments, filesOf, milliseconds }: RemotePseudonymOptions) {
    this.#url = url;
    this.#departments = departments;
    this.#connections = new ClientConnections(filesOf);
    this.#milliseconds = milliseconds ?? ANSWER_MS;
  }

  async ticketKey(): Promise<string> {
    const { ticketKey } = await this.#ask('ticket-key', this.#departments[0] ?? '', {});
    return ticketKey;
  }

  async registerPseudonyms({ department, ...asker }: Asker, subjects: readonly Subject[]): Promise<string[]> {
    if (subjects.length === 0) return [];
    const request = { ...named(asker), subjects: subjects.map(subjectOf) };
    const { pseudonyms } = await this.#ask('register-pseudonyms', department, request);
    if (pseudonyms.length !== subjects.length) throw new Error('the pseudonym service answered about other subjects');
    return pseudonyms;
  }

  async diaryPseudonym({ department, ...asker }: Asker, subject: Subject): Promise<string> {
    const request = { ...named(asker), subject: subjectOf(subject) };
    const { pseudonym } = await this.#ask('diary-pseudonym', department, request);
    return pseudonym;
  }

  async issueTicket({ department, ...asker }: Asker, order: TicketOrder): Promise<SubjectTicket> {
    const { itemCode, caseRef, minutes } = order;
    const request = { ...named(asker), itemCode, caseRef, minutes, ...casesOf(order) };
    const { core, parts } = await this.#ask('tickets', department, request);
    return { core, parts: byDepartment(parts) };
  }

  async renewParts({ department, ...asker }: Asker, order: PartsOrder): Promise<SubjectTicket['parts'] | undefined> {
    const request = { ...named(asker), ticket: order.ticket, ...casesOf(order) };
    const { parts } = await this.#ask('ticket-parts', department, request);
    return parts === null ? undefined : byDepartment(parts);
  }

  async isAbout({ department, ...asker }: Asker, { ticket, subjects }: SubjectsQuestion): Promise<boolean> {
    const asked = subjects.map((subject) => ({ role: subject.role, ...subjectOf(subject) }));
    const request = { ...named(asker), ticket, subjects: asked };
    const { isAbout } = await this.#ask('ticket-subjects', department, request);
    return isAbout;
  }

  close(): Promise<void> {
    this.#closed.abort();
    this.#connections.close();
    return Promise.resolve();
  }

  async #ask<N extends CallName>(name: N, department: string, request: CallRequest<N>): Promise<CallResponse<N>> {
    const { status, body } = await this.#send(name, department, JSON.stringify(request));
    const { response } = CALLS[name];
    if (status === 200 && Value.Check(response, body)) return body as CallResponse<N>;
    throw failureOf(status, body);
  }

  /** One that may be asked again is asked up to three times; any other only where nobody was there to hear it. */
  async #send(name: CallName, department: string, body: string): Promise<CallAnswer> {
    const url = new URL(pathOf(name), this.#url);
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(this.#milliseconds)]);
    const pauses: readonly (number | undefined)[] = [...PAUSES_MS, undefined];
    for (const pause of pauses) {
      try {
        return await sendCall(url, this.#connections.of(department), body, signal);
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        const mayRepeat = CALLS[name].isRepeatable || !error.wasSent;
        if (signal.aborted || !mayRepeat || pause === undefined) throw unavailable(error);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    throw unavailable();
  }
}

function unavailable(cause?: unknown): PseudonymsUnavailable {
  return new PseudonymsUnavailable('the pseudonym service does not answer', { cause });
}

/** The service's refusal as if it had been given here; what nobody foresaw between the two processes is a fault. */
function failureOf(status: number, body: unknown): Error {
  if (!Value.Check(RefusalBody, body))
    return new Error(`the pseudonym service answered ${status} in a shape of its own`);
  const { code, index } = body;
  if (code === 'IDENTIFIER_INVALID' || code === 'IDENTIFIER_KIND_WRONG' || code === 'PSEUDONYM_LIMIT_REACHED') {
    return new PseudonymRefusal(code, index);
  }
  if (code === 'INTERNAL') return unavailable();
  return new Error(`the pseudonym service does not take the call: ${code}`);
}

function named({ role, purpose }: Omit<Asker, 'department'>): Pick<Asker, 'role' | 'purpose'> {
  return { role, purpose };
}

function subjectOf({ kind, identifier }: Subject): Subject {
  return { kind, identifier };
}

function casesOf({ subjects, sources }: Pick<TicketOrder, 'subjects' | 'sources'>) {
  return { subjects: subjects.map((one) => ({ ...subjectOf(one), role: one.role })), sources: [...sources] };
}

function byDepartment(parts: CallResponse<'tickets'>['parts']): SubjectTicket['parts'] {
  return new Map(parts.map((signed) => [signed.part.department, signed]));
}
