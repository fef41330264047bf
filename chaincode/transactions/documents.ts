// SPDX-License-Identifier: Apache-2.0
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Access } from '../domain/access/access.js';
import { Calendar } from '../domain/catalogue/calendar.js';
import { Accreditation, Department, Duty, Purpose } from '../domain/catalogue/department.js';
import { Hall } from '../domain/catalogue/hall.js';
import { RecordType } from '../domain/catalogue/record-type.js';
import { ServiceItem } from '../domain/catalogue/service-item.js';
import { Theme } from '../domain/catalogue/theme.js';
import { departmentOf, REGISTRAR } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys, type CatalogueKind } from '../wire/state-keys.js';
import { parsedAs, type Shape } from './parse-once.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

/** What of a context the reading of documents needs. */
export type Reading = Pick<TransactionContext, 'state' | 'statements' | 'crypto' | 'parse'>;

export interface CatalogueDocuments {
  department: Department;
  purpose: Purpose;
  duty: Duty;
  accreditation: Accreditation;
  'record-type': RecordType;
  item: ServiceItem;
  theme: Theme;
  calendar: Calendar;
  hall: Hall;
}

const SHAPES: { readonly [K in CatalogueKind]: Shape<CatalogueDocuments[K]> } = {
  department: checker(Department),
  purpose: checker(Purpose),
  duty: checker(Duty),
  accreditation: checker(Accreditation),
  'record-type': checker(RecordType),
  item: checker(ServiceItem),
  theme: checker(Theme),
  calendar: checker(Calendar),
  hall: checker(Hall),
};
export const ACCESS = checker(Access);

/** Kinds that are their department's to publish; everything else is the registrar's. */
const OWNED: readonly CatalogueKind[] = ['record-type', 'item', 'theme'];

/** Who publishes a catalogue document: the department in whose name its code stands, else the registrar. */
export function publisherOf(kind: CatalogueKind, code: string): string {
  return OWNED.includes(kind) ? departmentOf(code) : REGISTRAR;
}

/** The document in force; `undefined` if there is none, or one that its publisher did not stamp or that has another name. */
export function readCatalogue<K extends CatalogueKind>(
  context: Reading,
  kind: K,
  code: string,
): Promise<CatalogueDocuments[K] | undefined> {
  return readNamed(context, stateKeys.catalogue(kind, code), kind, { code });
}

/** The document as that version said it. */
export function readCatalogueVersion<K extends CatalogueKind>(
  context: Reading,
  kind: K,
  code: string,
  version: number,
): Promise<CatalogueDocuments[K] | undefined> {
  return readNamed(context, stateKeys.catalogueVersion(kind, code, version), kind, { code, version });
}

/** A publisher that lies could stamp, under a key of its own, a document that calls itself another's: not believed. */
async function readNamed<K extends CatalogueKind>(
  context: Reading,
  key: string,
  kind: K,
  { code, version }: { readonly code: string; readonly version?: number },
): Promise<CatalogueDocuments[K] | undefined> {
  const shape: Shape<CatalogueDocuments[K]> = SHAPES[kind];
  const read = (text: string) => context.parse(key, shape, text);
  const document = await readStamped(context, key, read, () => publisherOf(kind, code));
  return document?.code === code && (version ?? document.version) === document.version ? document : undefined;
}

/** An opened access; `undefined` if it is not there or its reader did not stamp it. */
export function readAccess(context: Reading, accessId: string): Promise<Access | undefined> {
  const read = (text: string) => parsedAs(ACCESS, text);
  return readStamped(context, stateKeys.access(accessId), read, (access) => access.reader);
}

/** Writes a public document of `department` and its stamp: the same bytes under the same key in P(department). */
export function writeStamped(context: TransactionContext, department: string, key: string, document: object): void {
  const text = canonicalJson(document);
  context.state.write(key, text);
  context.statements(department).write(key, text);
}

/** Writes a statement of `department`; the answer belongs into `statements` of the response. */
export function writeStatement(
  context: TransactionContext,
  department: string,
  key: string,
  document: Readonly<Record<string, unknown>>,
): Statement {
  context.statements(department).write(key, canonicalJson(document));
  return { department, keyHash: context.crypto.sha256(key), document };
}

/**
 * Reads a public document and believes it only if its publisher stamped these very bytes. Without a stamp, or
 * in another shape than ours, it is as if it were not there.
 */
export async function readStamped<D>(
  { state, statements, crypto }: Reading,
  key: string,
  read: (text: string) => D | undefined,
  publisher: (document: D) => string,
): Promise<D | undefined> {
  const text = await state.read(key);
  const document = text === undefined ? undefined : read(text);
  if (text === undefined || document === undefined) return undefined;
  const stamp = await statements(publisher(document)).hash(key);
  return stamp === crypto.sha256(text) ? document : undefined;
}

export function checker<S extends TSchema>(schema: S): Shape<Static<S>> {
  const validator: Validator = Compile(schema);
  return { Check: (value): value is Static<S> => validator.Check(value) };
}
