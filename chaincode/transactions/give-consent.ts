// SPDX-License-Identifier: Apache-2.0
import { checkConsent, type ConsentTerms } from '../domain/catalogue/check-consent.js';
import type { Consent } from '../domain/catalogue/consent.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { DomainError } from '../domain/domain-error.js';
import { compareInstants } from '../domain/time.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { catalogueView } from './catalogue-view.js';
import { readCatalogue, readCatalogueVersion, writeStatement } from './documents.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

type ConsentRequest = ConsentTerms & Pick<Consent, 'itemCode' | 'itemVersion' | 'purposes'>;

interface Given {
  itemCode: string;
  itemVersion: number;
  state: 'GIVEN';
  statements: Statement[];
}

/** Writes the consent as the department's statement, over whatever consent to this item version there was. */
export async function giveConsent(context: TransactionContext, request: ConsentRequest): Promise<Given> {
  const { department, itemCode, itemVersion, recordTypes, purposes, until } = request;
  const item = await checkNamed(context, request);
  checkConsent(request, await catalogueView(context, { recordTypes: recordTypes.map(({ recordType }) => recordType) }));
  await readConsent(context, department, itemCode, itemVersion);
  const key = stateKeys.consent(itemCode, itemVersion);
  const itemDigest = context.crypto.sha256(canonicalJson(item));
  const terms = { department, itemCode, itemVersion, itemDigest, recordTypes, purposes, until };
  const consent: Consent = { v: 1, ...terms, state: 'GIVEN', at: context.at };
  return { itemCode, itemVersion, state: 'GIVEN', statements: [writeStatement(context, department, key, consent)] };
}

/** The consent on the department's own peer, whatever its state. @throws {DomainError} TIME_WENT_BACK if it is younger than this transaction. */
export async function readConsent(
  context: TransactionContext,
  department: string,
  itemCode: string,
  itemVersion: number,
): Promise<Consent | undefined> {
  const text = await context.statements(department).read(stateKeys.consent(itemCode, itemVersion));
  if (text === undefined) return undefined;
  const consent = JSON.parse(text) as Consent; // the department's own statement: only this code writes it
  if (compareInstants(context.at, consent.at) < 0) throw new DomainError('TIME_WENT_BACK');
  return consent;
}

async function checkNamed(
  context: TransactionContext,
  { itemCode, itemVersion, purposes }: ConsentRequest,
): Promise<ServiceItem> {
  if ((await readCatalogue(context, 'item', itemCode)) === undefined) {
    throw new DomainError('ITEM_UNKNOWN', `${itemCode} is not published`, '/itemCode');
  }
  const item = await readCatalogueVersion(context, 'item', itemCode, itemVersion);
  if (item === undefined) {
    throw new DomainError('VERSION_UNKNOWN', `${itemCode} has no version ${itemVersion}`, '/itemVersion');
  }
  for (const [index, purpose] of purposes.entries()) {
    if ((await readCatalogue(context, 'purpose', purpose)) === undefined) {
      throw new DomainError('PURPOSE_UNKNOWN', `${purpose} is not published`, `/purposes/${index}`);
    }
  }
  return item;
}
