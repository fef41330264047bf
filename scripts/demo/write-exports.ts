// SPDX-License-Identifier: Apache-2.0
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { departmentOf } from '../../chaincode/domain/names.js';
import { csvLine } from '../import/csv-line.js';
import { encodeGb18030 } from '../import/encode-gb18030.js';
import type { District } from './district.js';
import { marriage, minimumLivingAllowance } from './exports/civil-affairs.js';
import { householdRegister, kinship, residentIdentity } from './exports/data-bureau.js';
import { disabilityCertificate } from './exports/disabled-persons.js';
import type { ExportFile, ExportRow } from './exports/export-file.js';
import { employmentContract, graduateDiploma, skillCertificate } from './exports/human-resources.js';
import { businessLicence } from './exports/market-supervision.js';
import { residencePermit, residenceRegistration } from './exports/residents-office.js';
import { contributionYear, enrolment } from './exports/social-insurance.js';

const EXPORTS: readonly ExportFile[] = [
  residentIdentity,
  householdRegister,
  kinship,
  businessLicence,
  graduateDiploma,
  employmentContract,
  skillCertificate,
  enrolment,
  contributionYear,
  marriage,
  minimumLivingAllowance,
  disabilityCertificate,
  residencePermit,
  residenceRegistration,
];

export interface WrittenExport {
  readonly department: string;
  readonly recordType: string;
  readonly file: string;
  readonly rows: number;
}

/** Writes what each department would export, into a folder per department. Types without a row are left out. */
export async function writeExports(district: District, folder: string): Promise<WrittenExport[]> {
  const written: WrittenExport[] = [];
  for (const { recordType, format, encoding, rows: rowsOf } of EXPORTS) {
    const rows = rowsOf(district);
    if (rows.length === 0) continue;
    const department = departmentOf(recordType);
    const file = join(folder, department, `${recordType.slice(department.length + 1)}.${format}`);
    const text = format === 'csv' ? asCsv(rows) : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, encoding === 'gb18030' ? encodeGb18030(text) : text, { mode: 0o600 });
    written.push({ department, recordType, file, rows: rows.length });
  }
  return written;
}

function asCsv(rows: readonly ExportRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => csvLine(columns.map((column) => String(row[column] ?? ''))));
  return `${[csvLine(columns), ...lines].join('\r\n')}\r\n`;
}
