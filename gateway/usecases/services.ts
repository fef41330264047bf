// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from '../ledger/ledger.js';
import type { PseudonymService } from '../pseudonyms/pseudonym-service.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { UploadedFiles } from './applications/uploaded-files.js';
import type { Cursors } from './cursors.js';
import type { DepartmentKeys } from './department-keys.js';

/** The read model, and how far it is. */
export interface AppliedReadModel {
  readonly database: ReadModelDatabase;
  /** `true` once the tables show that block, `false` if they do not within a bounded time. */
  waitForBlock(blockNumber: bigint): Promise<boolean>;
}

/** Where a use case says what it lived through; ids and codes only. */
export interface UseCaseLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What the use cases stand on. */
export interface Services {
  readonly ledger: Ledger;
  readonly readModel: AppliedReadModel;
  readonly pseudonyms: PseudonymService;
  readonly keys: DepartmentKeys;
  /** Whether the keys of that department are here: without them its case numbers cannot be recognised. */
  readonly hosts: (department: string) => boolean;
  readonly cursors: Cursors;
  readonly uploads: UploadedFiles;
  readonly log: UseCaseLog;
  readonly now: () => Date;
}
