// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../domain/access/access.js';
import { summariseVerdicts } from '../domain/access/summarise-verdicts.js';
import type { FiledItem, Filing } from '../domain/application/application.js';
import { applicationIdOf } from '../domain/application/application-id.js';
import { checkFiledItem, type AskedMaterials } from '../domain/application/check-filed-item.js';
import { dependenciesOf } from '../domain/application/check-theme-filing.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import type { Theme } from '../domain/catalogue/theme.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readFiledAccess } from './filed-access.js';
import { readCatalogue, writeStamped } from './documents.js';
import type {
  ApplicationFiling,
  FileApplicationsRequest,
  FileApplicationsResponse,
  FileApplicationsResult,
  ItemFiling,
} from './file-applications.js';
import type { TransactionContext } from './transaction-context.js';

/** Files each application by itself; one that is refused writes nothing. */
export async function fileEach(
  context: TransactionContext,
  { department, applications }: FileApplicationsRequest,
): Promise<FileApplicationsResponse> {
  await context.state.readAhead(applications.flatMap(keysOf));
  const results: FileApplicationsResult[] = [];
  for (const [index, application] of applications.entries()) {
    try {
      const applicationId = await context.attempt(() => fileOne(context, department, application, index));
      results.push({ index, status: 'FILED', applicationId });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, pointer } = error;
      results.push({ index, status: 'REFUSED', code, ...(pointer === undefined ? {} : { pointer }) });
    }
  }
  return { results };
}

/** What filing looks up in the public state. */
function keysOf({ items, theme, hall }: ApplicationFiling): string[] {
  return [
    ...items.map(({ itemCode }) => stateKeys.catalogue('item', itemCode)),
    ...items.flatMap(({ accessId }) => (accessId === undefined ? [] : [stateKeys.access(accessId)])),
    ...(theme === undefined ? [] : [stateKeys.catalogue('theme', theme.code)]),
    ...(hall === undefined ? [] : [stateKeys.catalogue('hall', hall)]),
  ];
}

async function fileOne(
  context: TransactionContext,
  department: string,
  { officer, caseRef, theme, hall, items }: ApplicationFiling,
  index: number,
): Promise<string> {
  const inForce = theme === undefined ? undefined : await themeInForce(context, theme);
  if (hall !== undefined) await checkHall(context, hall, inForce);
  const dependencies = dependenciesOf(
    items.map(({ itemCode }) => itemCode),
    inForce,
  );
  const madeIn = { transactionId: context.transactionId, index };
  const applicationId = applicationIdOf({ filedBy: department, madeIn }, context.crypto.sha256);
  const filingCase = { department, caseRef, applicationId };
  const filed: FiledItem[] = [];
  for (const [place, item] of items.entries()) {
    const dependsOn = dependencies.get(item.itemCode) ?? [];
    filed.push(await at(`/items/${place}`, () => filedItem(context, filingCase, { ...item, dependsOn })));
  }
  const chosen = { ...(theme === undefined ? {} : { theme }), ...(hall === undefined ? {} : { hall }) };
  const made = { applicationId, madeIn, filedBy: department, officer, at: context.at, caseRef };
  const filing: Filing = { v: 1, ...made, ...chosen, items: filed, moves: [] };
  writeStamped(context, department, stateKeys.application(applicationId), filing);
  return applicationId;
}

/** A refusal of an item, at its place in the application. */
async function at<T>(place: string, element: () => Promise<T>): Promise<T> {
  try {
    return await element();
  } catch (error) {
    throw error instanceof DomainError
      ? new DomainError(error.code, error.message, place + (error.pointer ?? ''))
      : error;
  }
}

async function themeInForce(context: TransactionContext, named: { code: string; version: number }): Promise<Theme> {
  const theme = await readCatalogue(context, 'theme', named.code);
  if (theme === undefined) throw new DomainError('THEME_UNKNOWN', undefined, '/theme');
  if (theme.version !== named.version) {
    throw new DomainError('VERSION_UNKNOWN', 'that version is not in force', '/theme/version');
  }
  return theme;
}

async function checkHall(context: TransactionContext, code: string, theme: Theme | undefined): Promise<void> {
  const hall = await readCatalogue(context, 'hall', code);
  if (hall === undefined || hall.closed === true || theme?.halls?.includes(code) === false) {
    throw new DomainError('HALL_UNKNOWN', undefined, '/hall');
  }
}

interface FilingCase {
  readonly department: string;
  readonly caseRef: string;
  readonly applicationId: string;
}

async function filedItem(
  context: TransactionContext,
  filingCase: FilingCase,
  { conclusions, ...filed }: ItemFiling & Pick<FiledItem, 'dependsOn'>,
): Promise<FiledItem> {
  const item = await readCatalogue(context, 'item', filed.itemCode);
  if (item === undefined) throw new DomainError('ITEM_UNKNOWN', undefined, '/itemCode');
  if (item.version !== filed.itemVersion) {
    throw new DomainError('VERSION_UNKNOWN', 'that version is not in force', '/itemVersion');
  }
  const verified =
    filed.accessId === undefined
      ? undefined
      : await verifiedBy(context, filingCase, { item, accessId: filed.accessId, conclusions });
  checkFiledItem(item, filed, verified);
  return { ...filed, itemDigest: context.crypto.sha256(canonicalJson(item)) };
}

/** What an access showed; it can be filed once, while it is open. */
async function verifiedBy(
  context: TransactionContext,
  { department, caseRef, applicationId }: FilingCase,
  { item, accessId, conclusions }: { item: ServiceItem; accessId: string; conclusions: readonly Conclusion[] },
): Promise<AskedMaterials> {
  const asked = { item, filedBy: department, caseRef, accessId, at: context.at };
  const { access, believed } = await readFiledAccess(context, asked, conclusions);
  const key = stateKeys.filedMark(accessId);
  const own = context.statements(department);
  if ((await own.hash(key)) !== undefined) throw new DomainError('ACCESS_FILED', undefined, '/accessId');
  own.write(key, canonicalJson({ v: 1, accessId, applicationId }));
  const { materials } = summariseVerdicts(item, access, believed);
  const onRecord = materials.filter(({ verdict }) => verdict === 'VERIFIED').map(({ materialCode }) => materialCode);
  return { asked: access.request.materials, onRecord };
}
