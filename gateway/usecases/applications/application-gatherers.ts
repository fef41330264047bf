// SPDX-License-Identifier: Apache-2.0
import type { DeliveryPart, FormPart } from '../../../chaincode/domain/application/deposit.js';
import type {
  FilingMoveRequest,
  MoveResult,
  TaskMoveRequest,
} from '../../../chaincode/transactions/application-moves.js';
import {
  depositParts,
  type DepositPartsResult,
  type DepositPlace,
} from '../../../chaincode/transactions/deposit-parts.js';
import {
  fileApplications,
  type ApplicationFiling,
  type FileApplicationsResult,
} from '../../../chaincode/transactions/file-applications.js';
import type { AttestationResult, PrivateRecord } from '../../../chaincode/transactions/attestation.js';
import { depositResults, type ResultDeposit } from '../../../chaincode/transactions/deposit-results.js';
import { issueInstantly, type InstantIssue } from '../../../chaincode/transactions/issue-instantly.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import type { Static } from 'typebox';
import type { Ledger } from '../../ledger/ledger.js';
import { gatherElements, type Placed } from './gather-elements.js';
import type { Session } from '../session.js';

type Asked<T> = T & { readonly session: Session };
type Part = Static<typeof FormPart> | Static<typeof DeliveryPart>;
export type Deposit = Asked<{
  /** The items' department. */
  readonly department: string;
  readonly place: Static<typeof DepositPlace>;
  readonly part: Part;
}>;
export type DepositedResult = Asked<{
  /** Goes on the ledger. */
  readonly shown: Static<typeof ResultDeposit>;
  /** Goes to the department's own peer alone. */
  readonly hidden: PrivateRecord;
}>;
type Moving<M> = Asked<{ readonly move: M }>;

/** Many requests about applications, few transactions. Two moves of one application never share or cross. */
export interface ApplicationGatherers {
  file(asked: Asked<{ readonly filing: ApplicationFiling }>): Promise<Placed<FileApplicationsResult>>;
  deposit(deposit: Deposit): Promise<Placed<DepositPartsResult>>;
  moveFiling(moving: Moving<FilingMoveRequest>): Promise<Placed<MoveResult>>;
  moveTask(moving: Moving<TaskMoveRequest>): Promise<Placed<MoveResult>>;
  issueInstantly(moving: Moving<InstantIssue>): Promise<Placed<MoveResult>>;
  depositResult(deposit: DepositedResult): Promise<Placed<AttestationResult>>;
}

export function gatherApplications(ledger: Ledger): ApplicationGatherers {
  return { ...gatherWords(ledger), ...gatherMoves(ledger) };
}

/** What is filed, and what is left with one department alone. */
function gatherWords(ledger: Ledger): Pick<ApplicationGatherers, 'file' | 'deposit' | 'depositResult'> {
  return {
    file: gatherElements({
      submit: (elements, department, options) => {
        const request = { department, applications: elements.map(({ filing }) => filing) };
        return ledger.submitUnless(fileApplications, request, { ...options, statesNothing: allRefused });
      },
    }),
    deposit: gatherElements({
      keyOf: ({ department }) => department,
      subjectsOf: ({ place }) => [`${place.applicationId}/${place.itemCode}`],
      submit: (elements, _, options) => {
        const [{ department } = { department: '' }] = elements;
        const request = { department, deposits: elements.map(({ place }) => place) };
        const transient = { parts: elements.map(({ part }) => part) };
        return ledger.submitUnless(depositParts, request, { ...options, transient, statesNothing: allRefused });
      },
    }),
    depositResult: gatherElements({
      subjectsOf: ({ shown }) => [`${shown.applicationId}/${shown.itemCode}`],
      submit: (elements, department, options) => {
        const request = { department, results: elements.map(({ shown }) => shown) };
        const transient = { records: elements.map(({ hidden }) => hidden) };
        return ledger.submitUnless(depositResults, request, { ...options, transient, statesNothing: allRefused });
      },
    }),
  };
}

/** Moves, of which two of one application are never open at a time. */
function gatherMoves(ledger: Ledger): Pick<ApplicationGatherers, 'moveFiling' | 'moveTask' | 'issueInstantly'> {
  const subjectsOf = ({ move }: Moving<{ readonly applicationId: string }>) => [move.applicationId];
  return {
    moveFiling: gatherElements({
      subjectsOf,
      submit: (elements: readonly Moving<FilingMoveRequest>[], department, options) => {
        const request = { department, moves: elements.map(({ move }) => move) };
        return ledger.submitUnless(moveApplications, request, { ...options, statesNothing: allRefused });
      },
    }),
    moveTask: gatherElements({
      subjectsOf,
      submit: (elements: readonly Moving<TaskMoveRequest>[], department, options) => {
        const request = { department, moves: elements.map(({ move }) => move) };
        return ledger.submitUnless(moveTasks, request, { ...options, statesNothing: allRefused });
      },
    }),
    issueInstantly: gatherElements({
      subjectsOf,
      submit: (elements: readonly Moving<InstantIssue>[], department, options) => {
        const request = { department, issues: elements.map(({ move }) => move) };
        return ledger.submitUnless(issueInstantly, request, { ...options, statesNothing: allRefused });
      },
    }),
  };
}

/** Nothing is written about what is refused. */
function allRefused({ results }: { readonly results: readonly { readonly status: string }[] }): boolean {
  return results.every(({ status }) => status === 'REFUSED');
}
