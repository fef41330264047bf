// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { NetworkDefinition } from '../network/definitions/definition.js';
import { awaitLedgerSeen } from './await-ledger-seen.js';
import { backupHome, type BackedUpLedger } from './backup/backup-home.js';
import type { BackupManifest } from './backup/backup-manifest.js';
import { serveBackups } from './backup/backup-wish.js';
import { ConfigInvalid, type GatewayConfig } from './config.js';
import { definitionOf } from './definition-of.js';
import { homeAt, prepareHome, type Home } from './home.js';
import { openSubmissions } from './idempotency/open-submissions.js';
import type { Submissions } from './idempotency/submissions.js';
import { keepLedger, ledgerKindOf, type LedgerKind } from './ledger-kind.js';
import { demandLedgerSeen } from './ledger-seen.js';
import { openEmbeddedLedger } from './ledger/embedded/open-embedded-ledger.js';
import { openFabricLedger } from './ledger/fabric/open-fabric-ledger.js';
import type { Ledger } from './ledger/ledger.js';
import { noteLedgerSeen } from './note-ledger-seen.js';
import { openPseudonyms } from './open-pseudonyms.js';
import type { PseudonymService } from './pseudonyms/pseudonym-service.js';
import { startProjector, type Projector } from './readmodel/projector.js';
import { openReadModel } from './readmodel/read-model.js';
import type { ReadModelDatabase } from './readmodel/tables.js';

/** What stands below the use cases, open and running. */
export interface GatewayParts {
  readonly home: Home;
  readonly definition: NetworkDefinition;
  /** Departments for which this gateway signs. */
  readonly departments: readonly string[];
  readonly ledger: Ledger;
  readonly ledgerKind: LedgerKind;
  readonly readModel: ReadModelDatabase;
  readonly projector: Projector;
  readonly pseudonyms: PseudonymService;
  readonly submissions: Submissions;
  /** Copies what cannot be made again into an empty folder; everything goes on meanwhile. */
  backup(target: string): Promise<BackupManifest>;
  /** Closes them in the opposite order. */
  close(): Promise<void>;
}

/** Who is told what nobody waits for. */
export interface PartsWatch {
  /** The read model has stopped. */
  readonly onFault: (fault: Error) => void;
  /** Something about the ledger that somebody has to look into. */
  readonly onAlarm?: (message: string, details?: Readonly<Record<string, unknown>>) => void;
}

/**
 * Opens ledger, read model and pseudonym service of a home: the one place that chooses adapters. What was opened is
 * closed again if the next one fails.
 * @throws {LedgerPutBack} the ledger is an older copy than this home has seen, or another one.
 * @throws {LedgerKindMismatch | OtherChannel} the home belongs to another ledger.
 */
export async function openParts(config: GatewayConfig, watch: PartsWatch): Promise<GatewayParts> {
  const definition = definitionOf(config);
  const departments = hosted(config, definition);
  const home = homeAt(config.home);
  await prepareHome(home);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const ledger = await openLedger(config, watch.onAlarm);
    const ledgerKind = ledgerKindOf(home, config.ledger);
    closers.push(() => ledger.close());
    if (ledgerKind === 'fabric') await awaitLedgerSeen(home.ledgerSeen, ledger);
    await demandLedgerSeen(home.ledgerSeen, ledger);
    const readModel = await openReadModel(home.readModel);
    closers.push(() => readModel.destroy());
    const projector = await startProjector({ database: readModel, ledger, onFault: watch.onFault });
    const noting = noteLedgerSeen(home.ledgerSeen, readModel);
    closers.push(() => noting.stop());
    closers.push(() => projector.stop());
    const pseudonyms = await openPseudonyms(config, { home, definition, departments });
    closers.push(() => pseudonyms.close());
    const submissions = await openSubmissions({ file: home.idempotency, keys: home.keys, ledger });
    closers.push(() => submissions.close());
    const backup = (target: string) => backupHome(home, ledger, target);
    const backups = serveBackups(home, backup);
    closers.push(() => backups.stop());
    const opened = { home, definition, departments, ledger, ledgerKind, readModel, projector, pseudonyms, submissions };
    return { ...opened, backup, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens the ledger that the configuration names, alone: for repairing what is derived from it. */
export async function openLedger(
  config: GatewayConfig,
  alarm?: PartsWatch['onAlarm'],
): Promise<Ledger & BackedUpLedger> {
  const home = homeAt(config.home);
  const kind = ledgerKindOf(home, config.ledger);
  const definition = definitionOf(config);
  const { ledger: directory, wallet } = home;
  const shared = { directory, definition, hosted: hosted(config, definition) };
  const connections = join(config.networkFolder, 'connections');
  const ledger =
    kind === 'embedded'
      ? await openEmbeddedLedger(shared)
      : await openFabricLedger({
          ...shared,
          connections,
          wallet,
          ...(alarm === undefined ? {} : { alarm }),
          ...(config.fabricDriver === undefined ? {} : { driver: config.fabricDriver }),
        });
  try {
    await keepLedger(home, kind, ledger);
    return ledger;
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

function hosted({ departments }: GatewayConfig, definition: NetworkDefinition): readonly string[] {
  const known = definition.departments.map(({ code }) => code);
  const unknown = (departments ?? []).filter((code) => !known.includes(code));
  if (unknown.length > 0)
    throw new ConfigInvalid([`ONEDOOR_DEPARTMENTS names ${unknown.join(', ')}, not in the network`]);
  return departments ?? known;
}
