// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../chaincode/domain/domain-error.js';
import type { CommittedPart } from '../ledger/find-transaction.js';
import { applicationRepeats, type ApplicationRepeats } from './applications/application-use-cases.js';
import type { ApplicationGatherers } from './applications/application-gatherers.js';
import type { DiaryQueryAnswer } from './diaries/diary-query.js';
import { openDiary } from './diaries/open-diary.js';
import { GatewayProblem } from './gateway-problem.js';
import { rebuildRevert } from './imports/rebuild-revert.js';
import { revertImport } from './imports/revert-import.js';
import { isBody } from './is-body.js';
import type { ProvenanceQuery, ProvenanceView } from './provenance/provenance-view.js';
import { provenanceOf, traceRecord } from './provenance/trace-record.js';
import { rebuildInquiry, recallInquiry, type InquiryAbout } from './rebuild-inquiry.js';
import { attestRecords } from './records/attest-records.js';
import { changeRecordStatus } from './records/change-record-status.js';
import type { RecordGatherer } from './records/record-gatherer.js';
import { rebuildStatusChange } from './records/rebuild-status-change.js';
import { standingIn } from './records/standing-results.js';
import type { Services } from './services.js';
import type { Session } from './session.js';
import type { UseCases } from './use-cases.js';
import type { AccessGatherers } from './verifications/access-gatherers.js';
import { rebuildVerification } from './verifications/rebuild-verification.js';
import { recallVerification } from './verifications/recall-verification.js';
import type { CaseSubjects } from './verifications/ask-again.js';
import type { VerificationAnswer } from './verifications/verification-answer.js';
import { verify } from './verifications/verify.js';

type Committed = readonly CommittedPart[];
type Again<Name extends Exclude<keyof UseCases, 'again'>> = (
  ...request: [...Parameters<UseCases[Name]>, committed: Committed]
) => ReturnType<UseCases[Name]>;

/**
 * Requests that were cut off: `committed` are the transactions made for them that stand on the ledger. The answer comes
 * from there; what is lacking is done now, and nothing twice.
 */
export interface Repeats extends ApplicationRepeats {
  readonly attestRecords: Again<'attestRecords'>;
  readonly changeRecordStatus: Again<'changeRecordStatus'>;
  readonly revertImport: Again<'revertImport'>;
  readonly verify: Again<'verify'>;
  readonly openDiary: Again<'openDiary'>;
  readonly traceRecord: Again<'traceRecord'>;
  /** A verification that was answered before, by its id. */
  recallVerification(session: Session, verificationId: string, body: CaseSubjects): Promise<VerificationAnswer>;
  /** A question about a diary that was answered before, by its id. @throws {DomainError} DEPARTMENT_NOT_ENTITLED: no auditor any more. */
  recallDiaryQuery(session: Session, queryId: string): Promise<DiaryQueryAnswer>;
  /** A question about a record's provenance that was answered before; the answer, and who may have it, is that of today. */
  recallTrace(session: Session, queryId: string, body: ProvenanceQuery): Promise<ProvenanceView>;
}

export interface RepeatGatherers extends AccessGatherers {
  readonly records: RecordGatherer;
  readonly applications: ApplicationGatherers;
}

export function repeatsOver(services: Services, gatherers: RepeatGatherers): Repeats {
  return {
    ...applicationRepeats(services, { accesses: gatherers, applications: gatherers.applications }),
    attestRecords: (session, body, query, committed) =>
      attestRecords(services, gatherers.records, session, body, query, standingIn(committed)),
    changeRecordStatus: async (session, id, body, committed) =>
      (await rebuildStatusChange(services, committed)) ?? changeRecordStatus(services, session, id, body),
    revertImport: async (session, importId, body, committed) =>
      (await rebuildRevert(services, importId, committed)) ?? revertImport(services, session, importId, body),
    verify: async (session, body, committed) => {
      const accessId = await rebuildVerification(services, committed);
      if (accessId === undefined) return verify(services, gatherers, session, body);
      return recallVerification(services, gatherers, session, accessId, body);
    },
    openDiary: async (session, body, committed) => {
      await demandAuditor(services, session);
      return diaryAnswer(await rebuildInquiry(services, committed)) ?? openDiary(services, session, body);
    },
    traceRecord: async (session, body, committed) => {
      await demandAuditor(services, session);
      const inquiry = await rebuildInquiry(services, committed);
      if (inquiry === undefined) return traceRecord(services, session, body);
      return provenanceOf(services, body.recordId, inquiry);
    },
    recallVerification: (session, id, body) => recallVerification(services, gatherers, session, id, body),
    recallDiaryQuery: async (session, queryId) => {
      await demandAuditor(services, session);
      const answer = diaryAnswer(await recallInquiry(services, queryId));
      if (answer === undefined) throw new GatewayProblem('NOT_AVAILABLE_YET');
      return answer;
    },
    recallTrace: async (session, queryId, { recordId }) => {
      await demandAuditor(services, session);
      return provenanceOf(services, recordId, await recallInquiry(services, queryId));
    },
  };
}

/** What was asked while a department was the auditor is not told to one that is no longer. */
async function demandAuditor({ readModel }: Services, session: Session): Promise<void> {
  if (!(await isBody(readModel.database, session, 'AUDITOR'))) throw new DomainError('DEPARTMENT_NOT_ENTITLED');
}

function diaryAnswer(inquiry: InquiryAbout | undefined): DiaryQueryAnswer | undefined {
  if (inquiry?.about.kind !== 'DIARY') return undefined;
  return { queryId: inquiry.inquiryId, pseudonym: inquiry.about.diary, ledger: inquiry.ledger };
}
