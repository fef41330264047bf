// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Catalogue } from '../../chaincode/domain/catalogue/check-catalogue.js';
import { Calendar } from '../../chaincode/domain/catalogue/calendar.js';
import { Accreditation, Department, Duty, Purpose } from '../../chaincode/domain/catalogue/department.js';
import { Hall } from '../../chaincode/domain/catalogue/hall.js';
import { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { Theme } from '../../chaincode/domain/catalogue/theme.js';
import { consentToItem } from '../../chaincode/transactions/consent-to-item.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { Mapping } from '../import/mapping.js';
import { PublishedFigures } from './published-figures.js';

export type ConsentRequest = Static<typeof consentToItem.request>;

/** Everything under network/catalogue, each file of the agreed shape. */
export interface CatalogueFiles extends Catalogue {
  readonly consents: readonly ConsentRequest[];
  readonly mappings: readonly Mapping[];
  /** Absent where a folder has none. */
  readonly publishedFigures?: PublishedFigures;
}

/** @throws {CommandFailure} a file that is missing, not JSON, not of the agreed shape, or named unlike its code. */
export async function readCatalogue(folder: string): Promise<CatalogueFiles> {
  const figures = join(folder, 'published-figures.json');
  return {
    departments: await readList(folder, 'departments.json', Department),
    purposes: await readList(folder, 'purposes.json', Purpose),
    recordTypes: await readFolder(folder, 'record-types', RecordType, ({ code }) => code),
    duties: await readList(folder, 'duties.json', Duty),
    accreditations: await readList(folder, 'accreditations.json', Accreditation),
    calendars: await readFolder(folder, 'calendars', Calendar, ({ code }) => code),
    halls: await readList(folder, 'halls.json', Hall),
    items: await readFolder(folder, 'items', ServiceItem, ({ code }) => code),
    themes: await readFolder(folder, 'themes', Theme, ({ code }) => code),
    consents: await readConsents(folder),
    mappings: await readFolder(folder, 'mappings', Mapping, ({ recordType }) => recordType),
    ...(existsSync(figures) ? { publishedFigures: await readJson(figures, PublishedFigures) } : {}),
  };
}

/** Those of `consents.json`, and of a folder `consents` where each has a file of its own: `<source>.<item>.json`. */
async function readConsents(folder: string): Promise<ConsentRequest[]> {
  const listed = await readList(folder, 'consents.json', consentToItem.request);
  if (!existsSync(join(folder, 'consents'))) return listed;
  const nameOf = ({ department, itemCode }: ConsentRequest) => `${department}.${itemCode}`;
  return [...listed, ...(await readFolder(folder, 'consents', consentToItem.request, nameOf))];
}

async function readList<S extends TSchema>(folder: string, name: string, schema: S): Promise<Static<S>[]> {
  const list = await readJson(join(folder, name), Type.Array(Type.Unknown()));
  return list.map((document, index) => checked(schema, document, `${name}/${index}`));
}

async function readFolder<S extends TSchema>(
  folder: string,
  name: string,
  schema: S,
  codeOf: (document: Static<S>) => string,
): Promise<Static<S>[]> {
  const files = (await readdir(join(folder, name))).filter((file) => file.endsWith('.json')).sort();
  const documents: Static<S>[] = [];
  for (const file of files) {
    const document = await readJson(join(folder, name, file), schema);
    if (`${codeOf(document)}.json` !== file) throw broken(`${name}/${file}`, `/code ${codeOf(document)}`);
    documents.push(document);
  }
  return documents;
}

async function readJson<S extends TSchema>(file: string, schema: S): Promise<Static<S>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error));
  }
  return checked(schema, parsed, file);
}

function checked<S extends TSchema>(schema: S, document: unknown, place: string): Static<S> {
  if (Value.Check(schema, document)) return document;
  const [fault] = Value.Errors(schema, document);
  throw broken(place, `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`);
}

function broken(place: string, fault: string): CommandFailure {
  const text = `${place}: ${fault}`;
  return new CommandFailure(EXIT.FAILED_CHECK, { zh: `目录文件有误：${text}`, en: `The catalogue is broken: ${text}` });
}
