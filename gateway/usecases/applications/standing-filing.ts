// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { depositParts, DepositPartsRequest } from '../../../chaincode/transactions/deposit-parts.js';
import {
  fileApplications,
  FileApplicationsRequest,
  type ApplicationFiling,
} from '../../../chaincode/transactions/file-applications.js';
import { openAccess, OpenAccessRequest } from '../../../chaincode/transactions/open-access.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';

export interface StandingFiling {
  /** Accesses that were opened for the application, by item. */
  readonly accesses: ReadonlyMap<string, string>;
  /** The application, if it was filed. */
  readonly filed?: FiledApplication;
  /** Why it was not filed, in a transaction in which its neighbours were. */
  readonly refused?: RefusalCode;
  /** Items whose private part is deposited. */
  readonly deposited: readonly string[];
}

export interface FiledApplication {
  readonly applicationId: string;
  readonly filing: ApplicationFiling;
  readonly ledger: LedgerReference;
}

/** What stands on the ledger of a request to file that was cut off. */
export function standingFiling(committed: readonly CommittedPart[]): StandingFiling {
  const filed = committed.flatMap((part) => filedIn(part) ?? []).at(-1);
  const refused = committed.flatMap((part) => resultIn(part)?.code ?? []).at(-1);
  return {
    accesses: new Map(committed.flatMap((part) => accessIn(part))),
    deposited: committed.flatMap((part) => depositIn(part)),
    ...(filed === undefined ? {} : { filed }),
    ...(filed !== undefined || refused === undefined ? {} : { refused }),
  };
}

function accessIn({ call, response, place }: CommittedPart): [itemCode: string, accessId: string][] {
  if (call?.name !== openAccess.name || !Value.Check(OpenAccessRequest, call.request)) return [];
  if (!Value.Check(openAccess.response, response)) return [];
  const result = response.results.find(({ index }) => index === place);
  const itemCode = call.request.accesses[place]?.request.ticket.core.itemCode;
  if (result === undefined || result.outcome === 'REJECTED' || itemCode === undefined) return [];
  return [[itemCode, result.accessId]];
}

function resultIn({ call, response, place }: CommittedPart) {
  if (call?.name !== fileApplications.name || !Value.Check(fileApplications.response, response)) return undefined;
  return response.results.find(({ index }) => index === place);
}

function filedIn(part: CommittedPart): FiledApplication | undefined {
  const result = resultIn(part);
  if (result?.applicationId === undefined || !Value.Check(FileApplicationsRequest, part.call?.request))
    return undefined;
  const filing = part.call.request.applications[part.place];
  if (filing === undefined) return undefined;
  return { applicationId: result.applicationId, filing, ledger: ledgerReference(part) };
}

function depositIn({ call, response, place }: CommittedPart): string[] {
  if (call?.name !== depositParts.name || !Value.Check(DepositPartsRequest, call.request)) return [];
  if (!Value.Check(depositParts.response, response)) return [];
  const result = response.results.find(({ index }) => index === place);
  return result?.status === 'DEPOSITED' ? [result.itemCode] : [];
}
