// SPDX-License-Identifier: Apache-2.0
import type { FastifyError } from 'fastify';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { KeyInFlight, KeyReused, SubmissionPending } from '../../idempotency/idempotency-errors.js';
import { LedgerConflict, LedgerUnavailable, OutcomeUnknown } from '../../ledger/ledger-errors.js';
import { ApplicationRefused } from '../../usecases/applications/application-refused.js';
import { GatewayProblem } from '../../usecases/gateway-problem.js';
import { AccessRefused } from '../../usecases/verifications/access-refused.js';
import { KeptRefusal } from '../idempotency/kept-refusal.js';
import { plainPointer } from '../json/pointer.js';
import { HttpProblem } from './http-problem.js';
import type { HttpCode } from './http-problems.js';
import type { ProblemCode } from './problem-catalogue.js';
import type { Occurrence } from './problem.js';
import { schemaFaults } from './schema-fault.js';

/** What the framework throws, in our words. */
const FRAMEWORK: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'CONTENT_TYPE_NOT_SUPPORTED',
  FST_ERR_CTP_EMPTY_TYPE: 'CONTENT_TYPE_NOT_SUPPORTED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'JSON_MALFORMED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'URL_MALFORMED',
  FST_ERR_BAD_URL: 'URL_MALFORMED',
  FST_ERR_MAX_PARAM_LENGTH: 'ROUTE_UNKNOWN',
} satisfies Record<string, HttpCode>;

/** Which part of a verification request a refusal of the agreement is about. */
const PLACES: Partial<Readonly<Record<ProblemCode, string>>> = {
  SUBJECTS_INVALID: '/subjects',
  PURPOSE_UNKNOWN: '/purposeCode',
  PURPOSE_NOT_COVERED: '/purposeCode',
  DUTY_UNKNOWN: '/legalBasis/dutyCode',
  DUTY_NOT_COVERED: '/legalBasis/dutyCode',
  AUTHORISATIONS_NOT_AVAILABLE: '/legalBasis/kind',
};

/** Puts any error into the closed vocabulary; what nobody foresaw is INTERNAL. */
export function occurrenceOf(error: unknown): Occurrence {
  return refusal(error) ?? repetition(error) ?? ledgerFailure(error) ?? frameworkError(error) ?? { code: 'INTERNAL' };
}

function refusal(error: unknown): Occurrence | undefined {
  if (error instanceof HttpProblem) return { code: error.code, faults: error.faults };
  if (error instanceof AccessRefused) {
    const { verificationId, ledger } = error;
    const pointer = PLACES[error.code];
    const faults = pointer === undefined ? [] : [{ pointer, detail: error.message }];
    return { code: error.code, faults, extensions: { outcome: 'REFUSED', verificationId, ledger } };
  }
  if (error instanceof DomainError || error instanceof GatewayProblem || error instanceof ApplicationRefused) {
    const { code, message: reason, pointer } = error;
    const faults = pointer === undefined ? [] : [{ pointer: plainPointer(pointer), detail: reason }];
    return { code, reason, faults, extensions: error instanceof DomainError ? {} : error.extensions };
  }
  return undefined;
}

function repetition(error: unknown): Occurrence | undefined {
  if (error instanceof KeptRefusal) return error.occurrence;
  if (error instanceof KeyReused) return { code: 'IDEMPOTENCY_KEY_REUSED' };
  return error instanceof KeyInFlight ? { code: 'IDEMPOTENCY_KEY_IN_FLIGHT' } : undefined;
}

function ledgerFailure(error: unknown): Occurrence | undefined {
  if (error instanceof LedgerConflict) return { code: 'LEDGER_CONFLICT' };
  if (error instanceof LedgerUnavailable) return { code: 'LEDGER_UNAVAILABLE' };
  if (error instanceof SubmissionPending) {
    return { code: 'OUTCOME_UNKNOWN', extensions: { submissionId: error.submissionId } };
  }
  if (error instanceof OutcomeUnknown) {
    return { code: 'OUTCOME_UNKNOWN', extensions: { transactionId: error.transactionId } };
  }
  return undefined;
}

function frameworkError(error: unknown): Occurrence | undefined {
  if (!(error instanceof Error)) return undefined;
  const { validation, validationContext, code } = error as Partial<FastifyError>;
  if (validation !== undefined) {
    return { code: 'REQUEST_MALFORMED', faults: schemaFaults(validation, validationContext) };
  }
  const known = FRAMEWORK[code ?? ''];
  return known === undefined ? undefined : { code: known };
}
