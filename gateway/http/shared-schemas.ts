// SPDX-License-Identifier: Apache-2.0
import type { TSchema } from 'typebox';
import { DiaryQuery, DiaryQueryAnswer } from '../usecases/diaries/diary-query.js';
import { DiaryView } from '../usecases/diaries/diary-view.js';
import { ProvenanceView } from '../usecases/provenance/provenance-view.js';
import { RecordStatusAnswer, RecordStatusChange } from '../usecases/records/record-status-change.js';
import { RecordSubmission, RecordSubmissionAnswer } from '../usecases/records/record-submission.js';
import { RecordHistory, RecordView } from '../usecases/records/record-view.js';
import { TransactionView } from '../usecases/transactions/transaction-view.js';
import { VerificationAnswer } from '../usecases/verifications/verification-answer.js';
import { VerificationRequest } from '../usecases/verifications/verification-request.js';
import { VerificationList, VerificationView } from '../usecases/verifications/verification-view.js';
import * as catalogue from './catalogue-views.js';
import { Liveness, Readiness, VersionView } from './health-views.js';
import { Problem } from './problems/problem.js';

/** Every schema that OpenAPI names. */
export const SHARED_SCHEMAS: readonly TSchema[] = [
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
  DiaryQuery,
  DiaryQueryAnswer,
  DiaryView,
  ProvenanceView,
  TransactionView,
  catalogue.DepartmentSchema,
  catalogue.PurposeSchema,
  catalogue.DutySchema,
  catalogue.RecordTypeSchema,
  catalogue.ServiceItemSchema,
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
  Liveness,
  Readiness,
  VersionView,
];
