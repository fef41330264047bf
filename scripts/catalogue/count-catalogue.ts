// SPDX-License-Identifier: Apache-2.0
import type { Requirement, ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { departmentOf } from '../../chaincode/domain/names.js';

export interface Count {
  readonly items: number;
  /** Application materials: requirements, counted anew for each item. */
  readonly materials: number;
  readonly zeroSubmission: number;
  readonly instant: number;
}

export interface DepartmentCount extends Count {
  readonly department: string;
}

export interface BatchCount extends Count {
  readonly batch: number;
  readonly departments: readonly DepartmentCount[];
}

export interface CatalogueCount {
  /** In order of their numbers. */
  readonly batches: readonly BatchCount[];
  /** Items of all batches together; items without a batch are not part of the reform and not counted. */
  readonly all: Count & { readonly departments: readonly DepartmentCount[] };
}

export function countCatalogue(items: readonly ServiceItem[]): CatalogueCount {
  const reformed = items.filter(({ batch }) => batch !== undefined);
  const numbers = [...new Set(reformed.flatMap(({ batch }) => batch ?? []))].sort((a, b) => a - b);
  return {
    batches: numbers.map((batch) => ({ batch, ...countBoth(reformed.filter((item) => item.batch === batch)) })),
    all: countBoth(reformed),
  };
}

const FROM_RECORDS: readonly string[] = ['DATA_CALL', 'COMMITMENT_REUSE', 'SHARED_VERIFICATION', 'ONLINE_PROOF'];

/**
 * Whether a material is one with zero submission: each of its alternatives rests on records alone, so that whoever
 * has them hands in, uploads and signs nothing. What is accepted when no record holds makes no difference.
 */
function isZeroSubmission({ alternatives }: Requirement): boolean {
  return (
    alternatives.length > 0 &&
    alternatives.every(({ evidence }) => evidence.every(({ waiverMethod }) => FROM_RECORDS.includes(waiverMethod)))
  );
}

function countBoth(items: readonly ServiceItem[]): Count & { departments: DepartmentCount[] } {
  const departments = [...new Set(items.map(({ code }) => departmentOf(code)))].sort();
  return {
    ...count(items),
    departments: departments.map((department) => ({
      department,
      ...count(items.filter(({ code }) => departmentOf(code) === department)),
    })),
  };
}

function count(items: readonly ServiceItem[]): Count {
  const materials = items.flatMap(({ requirements }) => requirements);
  return {
    items: items.length,
    materials: materials.length,
    zeroSubmission: materials.filter(isZeroSubmission).length,
    instant: items.filter(({ instant }) => instant).length,
  };
}
