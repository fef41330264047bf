// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion } from '../../chaincode/domain/access/access.js';
import { summariseVerdicts } from '../../chaincode/domain/access/summarise-verdicts.js';
import type { FiledItem, Filing } from '../../chaincode/domain/application/application.js';
import { checkFiledItem, type AskedMaterials } from '../../chaincode/domain/application/check-filed-item.js';
import type { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../chaincode/domain/domain-error.js';
import { compareInstants } from '../../chaincode/domain/time.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { sha256 } from '../readmodel/belief/digest.js';
import { applicationById } from '../readmodel/queries/applications.js';
import { verificationById } from '../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import type { KnownCatalogue } from './known-catalogue.js';

/**
 * Holds what a department filed against what is public: its items are those in force, and each material is met as the
 * access and its sources say.
 */
export async function checkFiling(
  filing: Filing,
  database: ReadModelDatabase,
  catalogue: KnownCatalogue,
  { timestamp, tell }: { readonly timestamp: string; readonly tell: Tell },
): Promise<void> {
  const before = await applicationById(database, filing.applicationId);
  const name = `application ${filing.applicationId}`;
  for (const at of newTimes(filing, before?.filing)) {
    if (at !== timestamp) tell('DOCUMENT_TIME', `${name} says ${at}, its transaction ${timestamp}`);
  }
  if (before !== undefined) return;
  for (const filed of filing.items) {
    const item = await catalogue.inForce('item', filed.itemCode);
    if (item === undefined || !isFiled(item, filed)) {
      tell('ITEM_DIFFERS', `${name}: ${filed.itemCode} version ${filed.itemVersion}`);
      continue;
    }
    const fault = await faultOf(filing, filed, item, database);
    if (fault !== undefined) tell('FILING_UNFOUNDED', `${name}, ${filed.itemCode}: ${fault}`);
  }
}

/** Times that the document says since it was last written. */
function newTimes({ at, moves }: Filing, before: Filing | undefined): string[] {
  return before === undefined ? [at] : moves.slice(before.moves.length).map((move) => move.at);
}

function isFiled(item: ServiceItem, { itemVersion, itemDigest }: FiledItem): boolean {
  return item.version === itemVersion && sha256(canonicalJson(item)) === itemDigest;
}

async function faultOf(
  filing: Filing,
  filed: FiledItem,
  item: ServiceItem,
  database: ReadModelDatabase,
): Promise<string | undefined> {
  const { accessId } = filed;
  const detail = accessId === undefined ? undefined : await verificationById(database, accessId);
  if (accessId !== undefined && (detail === undefined || !isOwn(filing, filed, detail.access))) {
    return `access ${accessId} is not there, or not for this case`;
  }
  const conclusions = detail?.conclusions.map(({ conclusion }) => conclusion) ?? [];
  try {
    checkFiledItem(item, filed, detail === undefined ? undefined : askedOf(item, detail.access, conclusions));
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function isOwn(filing: Filing, filed: FiledItem, { reader, outcome, request, at, expiresAt }: Access): boolean {
  const { core } = request.ticket;
  return (
    reader === filing.filedBy &&
    outcome === 'OPENED' &&
    core.itemCode === filed.itemCode &&
    request.itemVersion === filed.itemVersion &&
    core.caseRef === filing.caseRef &&
    compareInstants(filing.at, at) >= 0 &&
    compareInstants(filing.at, expiresAt) <= 0
  );
}

function askedOf(item: ServiceItem, access: Access, conclusions: readonly Conclusion[]): AskedMaterials {
  const { materials } = summariseVerdicts(item, access, conclusions);
  const onRecord = materials.filter(({ verdict }) => verdict === 'VERIFIED').map(({ materialCode }) => materialCode);
  return { asked: access.request.materials, onRecord };
}
