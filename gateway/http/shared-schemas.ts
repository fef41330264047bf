// SPDX-License-Identifier: Apache-2.0
import { ApplicationAnswer } from '../usecases/applications/application-answer.js';
import { ApplicationEvent } from '../usecases/applications/application-event.js';
import { ApplicationList } from '../usecases/applications/application-list.js';
import { ApplicationRequest } from '../usecases/applications/application-request.js';
import { ApplicationView } from '../usecases/applications/application-view.js';
import { DepositAnswer } from '../usecases/applications/deposit-again.js';
import { DepositRequest } from '../usecases/applications/deposit-request.js';
import { MoveAnswer } from '../usecases/applications/move-answer.js';
import { MoveRequest } from '../usecases/applications/move-request.js';
import { FormView } from '../usecases/applications/read-form.js';
import { DiaryQuery, DiaryQueryAnswer } from '../usecases/diaries/diary-query.js';
import { DiaryView } from '../usecases/diaries/diary-view.js';
import { ImportList, ImportRevert, ImportRevertAnswer } from '../usecases/imports/import-view.js';
import { ProvenanceQuery, ProvenanceView } from '../usecases/provenance/provenance-view.js';
import { RecordStatusAnswer, RecordStatusChange } from '../usecases/records/record-status-change.js';
import { RecordSubmission, RecordSubmissionAnswer } from '../usecases/records/record-submission.js';
import { RecordHistory, RecordView } from '../usecases/records/record-view.js';
import { TransactionView } from '../usecases/transactions/transaction-view.js';
import { ThemePlan, ThemePlanRequest } from '../usecases/themes/theme-plan.js';
import { CertificateView } from '../usecases/certificates/certificate-view.js';
import { UploadView } from '../usecases/uploads/upload-view.js';
import { ConclusionRequest } from '../usecases/verifications/conclude-verification.js';
import { VerificationAnswer } from '../usecases/verifications/verification-answer.js';
import { VerificationRequest } from '../usecases/verifications/verification-request.js';
import { VerificationList, VerificationView } from '../usecases/verifications/verification-view.js';
import * as catalogue from './catalogue-views.js';
import { Liveness, Readiness, VersionView } from './health-views.js';
import { EXAMPLES } from './examples.js';
import { SubmissionView } from './idempotency/submission-view.js';
import type { NamedSchema } from './named.js';
import { Problem } from './problems/problem.js';

const SCHEMAS: readonly NamedSchema[] = [
  Problem,
  VerificationRequest,
  VerificationAnswer,
  VerificationList,
  VerificationView,
  RecordSubmission,
  RecordSubmissionAnswer,
  RecordStatusChange,
  RecordStatusAnswer,
  RecordView,
  RecordHistory,
  ImportList,
  ImportRevert,
  ImportRevertAnswer,
  DiaryQuery,
  DiaryQueryAnswer,
  DiaryView,
  ProvenanceQuery,
  ProvenanceView,
  TransactionView,
  SubmissionView,
  ConclusionRequest,
  ApplicationRequest,
  ApplicationAnswer,
  ApplicationView,
  ApplicationList,
  ApplicationEvent,
  MoveRequest,
  MoveAnswer,
  DepositRequest,
  DepositAnswer,
  FormView,
  UploadView,
  CertificateView,
  ThemePlanRequest,
  ThemePlan,
  catalogue.DepartmentSchema,
  catalogue.PurposeSchema,
  catalogue.DutySchema,
  catalogue.RecordTypeSchema,
  catalogue.ServiceItemSchema,
  catalogue.ThemeSchema,
  catalogue.CalendarSchema,
  catalogue.HallSchema,
  catalogue.ConsentSchema,
  catalogue.ItemSummary,
  catalogue.PublishedVersion,
  catalogue.DepartmentList,
  catalogue.PurposeList,
  catalogue.DutyList,
  catalogue.RecordTypeList,
  catalogue.RecordTypeView,
  catalogue.ItemList,
  catalogue.ItemView,
  catalogue.ThemeSummary,
  catalogue.ThemeList,
  catalogue.ThemeView,
  catalogue.CalendarList,
  catalogue.HallList,
  Liveness,
  Readiness,
  VersionView,
];

/** Every schema that OpenAPI names, with its example if there is one. */
export const SHARED_SCHEMAS: readonly NamedSchema[] = SCHEMAS.map((schema) => {
  const example = EXAMPLES[schema.$id ?? ''];
  return example === undefined ? schema : { ...schema, examples: [example] };
});
