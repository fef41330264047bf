// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import type { RefusalCode } from '../refusals.js';
import type { Calendar } from './calendar.js';
import { checkAccreditation } from './check-accreditation.js';
import { checkCalendar } from './check-calendar.js';
import { checkDepartment } from './check-department.js';
import { checkDuty } from './check-duty.js';
import { checkHall } from './check-hall.js';
import { checkItem } from './check-item.js';
import { checkPurpose } from './check-purpose.js';
import { checkRecordType } from './check-record-type.js';
import { checkTheme, type ThemeView } from './check-theme.js';
import { onlyOnce, type CatalogueView } from './catalogue-view.js';
import type { Accreditation, Department, Duty, Purpose } from './department.js';
import type { Hall } from './hall.js';
import type { RecordType } from './record-type.js';
import type { ServiceItem } from './service-item.js';
import type { Theme } from './theme.js';

/** A whole catalogue, one version of each document. */
export interface Catalogue {
  readonly departments: readonly Department[];
  readonly purposes: readonly Purpose[];
  readonly recordTypes: readonly RecordType[];
  readonly duties: readonly Duty[];
  readonly accreditations: readonly Accreditation[];
  readonly calendars: readonly Calendar[];
  readonly halls: readonly Hall[];
  readonly items: readonly ServiceItem[];
  readonly themes: readonly Theme[];
}

/** One document that the ledger would refuse; `pointer` leads into a publication's request. */
export interface CatalogueFault {
  readonly kind: keyof Catalogue;
  readonly code: string;
  readonly refusal: RefusalCode;
  readonly detail: string;
  readonly pointer: string | undefined;
}

/** Every fault of a catalogue that publication on an empty ledger would meet, in publication order; at most one per document. */
export function checkCatalogue(catalogue: Catalogue): readonly CatalogueFault[] {
  const view: CatalogueView & ThemeView = {
    department: (code) => catalogue.departments.find((candidate) => candidate.code === code),
    recordType: (code) => catalogue.recordTypes.find((candidate) => candidate.code === code),
    item: (code) => catalogue.items.find((candidate) => candidate.code === code),
    hall: (code) => catalogue.halls.find((candidate) => candidate.code === code),
  };
  return [
    ...faultsOf('departments', catalogue.departments, (document) => {
      checkDepartment(document, view);
    }),
    ...faultsOf('purposes', catalogue.purposes, (document) => {
      checkPurpose(document, view);
    }),
    ...faultsOf('recordTypes', catalogue.recordTypes, (document) => {
      checkRecordType(document, view);
    }),
    ...faultsOf('duties', catalogue.duties, (document) => {
      checkDuty(document, view);
    }),
    ...faultsOf('accreditations', catalogue.accreditations, (document) => {
      checkAccreditation(document, view);
    }),
    ...faultsOf('calendars', catalogue.calendars, checkCalendar),
    ...faultsOf('halls', catalogue.halls, checkHall),
    ...faultsOf('items', catalogue.items, (document) => {
      checkItem(document, view);
    }),
    ...faultsOf('themes', catalogue.themes, (document) => {
      checkTheme(document, view);
    }),
  ];
}

function faultsOf<D extends { readonly code: string }>(
  kind: keyof Catalogue,
  documents: readonly D[],
  check: (document: D) => void,
): CatalogueFault[] {
  const codes = documents.map(({ code }) => code);
  return documents.flatMap((document, index) => {
    const { code } = document;
    try {
      onlyOnce(
        codes.slice(0, index + 1).filter((other) => other === code),
        () => '/document/code',
      );
      check(document);
      return [];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return [{ kind, code, refusal: error.code, detail: error.message, pointer: error.pointer }];
    }
  });
}
