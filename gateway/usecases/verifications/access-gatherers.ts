// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { Value } from 'typebox/value';
import { Conclusion, type AccessRequest } from '../../../chaincode/domain/access/access.js';
import { concludeAccess, type ConcludeAccessPart } from '../../../chaincode/transactions/conclude-access.js';
import { openAccess, type OpenAccessResult } from '../../../chaincode/transactions/open-access.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { SubmissionWatch } from '../../ledger/submission-watch.js';
import { laterRows } from '../../readmodel/queries/later-rows.js';
import { Gatherer } from '../gathering/gatherer.js';
import { retryDelay } from '../gathering/retry-delay.js';
import { RETRIES } from '../gathering/submit-batch.js';
import { SubjectLocks } from '../gathering/subject-locks.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';

export interface Opening {
  readonly session: Session;
  readonly request: AccessRequest;
}
export type Opened = OpenAccessResult & {
  readonly ledger: LedgerReference;
  /** An access about one of the same subjects was opened after it in the same transaction. */
  readonly followed: boolean;
};

export interface Concluding {
  readonly session: Session;
  /** The department that concludes. */
  readonly source: string;
  readonly part: ConcludeAccessPart;
  /** Diary pseudonyms of the case. */
  readonly subjects: readonly string[];
  /** A block that the read model must show before the diaries' later rows are looked up. */
  readonly openedIn?: number | undefined;
}
export interface Concluded {
  /** Absent where the source refused to conclude. */
  readonly conclusion?: Conclusion;
  readonly code?: RefusalCode;
  readonly ledger: LedgerReference;
}

/** Caps of the agreement's own requests. */
const MOST_ACCESSES = 100;

/** Many verifications, few transactions: one queue per reading department, one per source. */
export interface AccessGatherers {
  open(opening: Opening): Promise<Opened>;
  conclude(concluding: Concluding): Promise<Concluded>;
}

/** Puts both queues onto one ledger; the read model knows how subjects' diaries go on after an access. */
export function gatherAccesses({ ledger, readModel }: Pick<Services, 'ledger' | 'readModel'>): AccessGatherers {
  const locks = new SubjectLocks();
  const openings = new Gatherer<Opening, Opened>({
    locks,
    maxElements: MOST_ACCESSES,
    together: true,
    subjectsOf: diariesOf,
    watchOf,
    submit: (_, elements, watch) => submitOpenings(ledger, elements, watch),
  });
  // A source looks whether the access stands in the diaries, so these had better not grow meanwhile.
  const conclusions = new Gatherer<Concluding, Concluded>({
    locks,
    touch: 'shared',
    maxElements: MOST_ACCESSES,
    subjectsOf: ({ subjects }) => subjects,
    watchOf,
    submit: (_, elements, watch) => submitConclusions({ ledger, readModel }, elements, watch),
  });
  return {
    open: (opening) => {
      const { department, role } = opening.session;
      return openings.add([department, role].join('/'), opening);
    },
    conclude: (concluding) => {
      const { department, role } = concluding.session;
      const key = [concluding.source, department, role].join('/');
      return untilShown(readModel, () => conclusions.add(key, concluding));
    },
  };
}

/** Asks again, a few times, where a diary grew meanwhile by what the read model did not show yet. */
async function untilShown(
  readModel: Services['readModel'],
  ask: () => Promise<Concluded>,
  attempt = 0,
): Promise<Concluded> {
  const concluded = await ask();
  if (concluded.code !== 'DIARY_NOT_SHOWN' || attempt >= RETRIES) return concluded;
  if (!(await readModel.waitForBlock(BigInt(concluded.ledger.blockNumber)))) return concluded;
  await pause(retryDelay(attempt, Math.random));
  return untilShown(readModel, ask, attempt + 1);
}

function watchOf({ session }: { readonly session: Session }): SubmissionWatch | undefined {
  return session.watch;
}

async function submitOpenings(
  ledger: Ledger,
  elements: readonly Opening[],
  watch: SubmissionWatch | undefined,
): Promise<Opened[]> {
  const { department, role } = firstOf(elements).session;
  const accesses = elements.map(({ session: { officer }, request }) => ({ officer, request }));
  const committed = await ledger.submit(openAccess, { department, accesses }, { caller: { department, role }, watch });
  const reference = ledgerReference(committed);
  const last = new Map(
    elements.flatMap((element, index) => diariesOf(element).map((diary) => [diary, index] as const)),
  );
  return inOrder(elements.length, committed.response.results).map((result, index) => {
    const [element] = elements.slice(index, index + 1);
    const followed = element !== undefined && diariesOf(element).some((diary) => last.get(diary) !== index);
    return { ...result, ledger: reference, followed };
  });
}

function diariesOf({ request }: Opening): string[] {
  return request.ticket.core.subjects.map(({ diary }) => diary);
}

async function submitConclusions(
  { ledger, readModel }: Pick<Services, 'ledger' | 'readModel'>,
  elements: readonly Concluding[],
  watch: SubmissionWatch | undefined,
): Promise<Concluded[]> {
  const { session, source } = firstOf(elements);
  const { department, role } = session;
  const openedIn = Math.max(...elements.map((element) => element.openedIn ?? -1));
  if (openedIn >= 0) await readModel.waitForBlock(BigInt(openedIn));
  const later = await laterRows(
    readModel.database,
    elements.map(({ part }) => part.accessId),
  );
  const parts = elements.map(({ part }) => ({ ...part, later: later.get(part.accessId) ?? [] }));
  const request = { department: source, accessIds: parts.map(({ accessId }) => accessId) };
  const committed = await ledger.submit(concludeAccess, request, {
    caller: { department, role },
    transient: { parts },
    watch,
  });
  const { results, statements } = committed.response;
  const stated = statements.map(({ document }) => document).filter((document) => Value.Check(Conclusion, document));
  const reference = ledgerReference(committed);
  return inOrder(elements.length, results).map(({ accessId, code }) => {
    const conclusion = stated.find((one) => one.accessId === accessId && one.department === source);
    if (conclusion !== undefined) return { conclusion, ledger: reference };
    return { ledger: reference, ...(code === undefined ? {} : { code }) };
  });
}

function firstOf<E>(elements: readonly E[]): E {
  const [first] = elements;
  if (first === undefined) throw new RangeError('a transaction needs an element');
  return first;
}

function inOrder<R extends { readonly index: number }>(count: number, results: readonly R[]): R[] {
  return Array.from({ length: count }, (_, index) => {
    const result = results.find((one) => one.index === index);
    if (result === undefined) throw new Error('the ledger gave no result for an element');
    return result;
  });
}
