// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mspIdOf } from '../../../../chaincode/domain/names.js';
import type { Role } from '../../../../chaincode/domain/roles.js';
import { consentToItem } from '../../../../chaincode/transactions/consent-to-item.js';
import { publishAccreditation } from '../../../../chaincode/transactions/publish-accreditation.js';
import { publishDepartment } from '../../../../chaincode/transactions/publish-department.js';
import { publishDuty } from '../../../../chaincode/transactions/publish-duty.js';
import { publishItem } from '../../../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../../../chaincode/transactions/publish-record-type.js';
import { openEmbeddedLedger } from '../../../../gateway/ledger/embedded/open-embedded-ledger.js';
import type { Ledger } from '../../../../gateway/ledger/ledger.js';
import { openLocalPseudonymService } from '../../../../gateway/pseudonyms/local-pseudonym-service.js';
import type { PseudonymService } from '../../../../gateway/pseudonyms/pseudonym-service.js';
import { startProjector } from '../../../../gateway/readmodel/projector.js';
import { openReadModel } from '../../../../gateway/readmodel/read-model.js';
import type { ReadModelDatabase } from '../../../../gateway/readmodel/tables.js';
import { createUseCases } from '../../../../gateway/usecases/create-use-cases.js';
import type { Session } from '../../../../gateway/usecases/session.js';
import type { UseCases } from '../../../../gateway/usecases/use-cases.js';
import {
  accreditations,
  consents,
  departments,
  DEPARTMENTS,
  duty,
  household,
  item,
  marriage,
  purpose,
} from './catalogue.js';

/** A small district on the embedded network, with its catalogue published. */
export interface District {
  readonly folder: string;
  readonly ledger: Ledger;
  readonly database: ReadModelDatabase;
  readonly pseudonyms: PseudonymService;
  readonly useCases: UseCases;
  /** The same use cases over another ledger port, for instance one that misbehaves, or at another time. */
  useCasesOver(ledger: Ledger, now?: () => Date): Promise<UseCases>;
  /** Resolves when the read model shows every block that there is. */
  shown(): Promise<boolean>;
  /** What the use cases logged. */
  readonly logged: Record<string, unknown>[];
  close(): Promise<void>;
}

export const session = (department: string, role: Role): Session => ({ department, role, officer: 'officer-0001' });

export async function openDistrict(): Promise<District> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-usecases-'));
  const keys = join(folder, 'keys');
  const definition = {
    channel: 'district',
    chaincode: 'onedoor',
    departments: DEPARTMENTS.map((code) => ({ code, mspId: mspIdOf(code), title: { zh: code, en: code }, bodies: [] })),
  };
  const ledger = await openEmbeddedLedger({ directory: join(folder, 'ledger'), definition });
  const database = await openReadModel(join(folder, 'readmodel.sqlite'));
  const projector = await startProjector({ ledger, database });
  const file = join(folder, 'pseudonyms.sqlite');
  const pseudonyms = await openLocalPseudonymService({ file, keys, department: 'data-bureau' });
  const logged: Record<string, unknown>[] = [];
  const useCasesOver = (port: Ledger, now = () => new Date()): Promise<UseCases> =>
    createUseCases({
      ledger: port,
      readModel: { database, waitForBlock: (block) => projector.waitFor(block, 5000) },
      pseudonyms,
      keys,
      now,
      log: { warn: (fields) => logged.push({ ...fields }) },
    });
  await publishCatalogue(ledger, await pseudonyms.ticketKey());
  const shown = async () => projector.waitFor((await ledger.height()) - 1n, 5000);
  await shown();
  const close = async (): Promise<void> => {
    await projector.stop();
    await ledger.close();
    await database.destroy();
    await pseudonyms.close();
    await rm(folder, { recursive: true });
  };
  return {
    folder,
    ledger,
    database,
    pseudonyms,
    useCases: await useCasesOver(ledger),
    useCasesOver,
    shown,
    logged,
    close,
  };
}

export async function publishCatalogue(ledger: Ledger, ticketKey: string): Promise<void> {
  const by = (department: string) => ({ caller: { department, role: 'publisher' as const }, watch: undefined });
  const department = 'data-bureau';
  for (const document of departments(ticketKey))
    await ledger.submit(publishDepartment, { department, document }, by(department));
  await ledger.submit(publishPurpose, { department, document: purpose }, by(department));
  await ledger.submit(publishRecordType, { department, document: household }, by(department));
  const source = 'civil-affairs';
  await ledger.submit(publishRecordType, { department: source, document: marriage }, by(source));
  for (const document of accreditations)
    await ledger.submit(publishAccreditation, { department, document }, by(department));
  await ledger.submit(publishDuty, { department, document: duty }, by(department));
  const reader = 'human-resources';
  await ledger.submit(publishItem, { department: reader, document: item }, by(reader));
  for (const consent of consents) await ledger.submit(consentToItem, consent, by(consent.department));
}
