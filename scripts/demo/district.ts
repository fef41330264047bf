// SPDX-License-Identifier: Apache-2.0
import type { Gender } from './names.js';

/** The fictional district, before any department has written it down. Days are `YYYY-MM-DD`. */
export interface District {
  /** The day as of which all this is so. */
  readonly on: string;
  readonly persons: readonly Person[];
  readonly companies: readonly Company[];
}

export interface Person {
  /** Position in the district; source systems number by it. */
  readonly index: number;
  readonly identifier: string;
  readonly name: string;
  readonly gender: Gender;
  readonly birthDate: string;
  readonly household: Household;
  readonly relationToHead: '户主' | '配偶' | '子女' | '父母' | '其他';
  readonly registeredOn: string;
  readonly parents: readonly { readonly relation: '父亲' | '母亲'; readonly identifier: string }[];
  readonly marriage?: { readonly spouse: string; readonly on: string };
  readonly diplomas: readonly Diploma[];
  readonly jobs: readonly Job[];
  readonly insurance?: Insurance;
  readonly skills: readonly Skill[];
  /** Employment that ended and was filed as such. */
  readonly terminations?: readonly Termination[];
  /** Registered as out of work, still. */
  readonly unemployment?: { readonly on: string; readonly before: string };
  readonly difficulty?: { readonly category: string; readonly on: string };
  /** Personnel file in custody. */
  readonly file?: { readonly kind: '毕业生' | '流动人员'; readonly on: string };
  readonly pension?: { readonly scheme: '企业职工' | '城乡居民'; readonly from: string; readonly amount: number };
  readonly death?: { readonly on: string; readonly crematedOn: string };
  readonly vehicle?: { readonly plate: string; readonly on: string };
  readonly assessment?: { readonly needs: readonly string[]; readonly on: string };
  readonly allowance?: { readonly from: string; readonly until: string; readonly size: number };
  readonly disability?: { readonly category: string; readonly grade: string; readonly on: string };
  readonly residence?: Residence;
}

export interface Household {
  readonly number: string;
  readonly division: string;
  readonly address: string;
  readonly collective: boolean;
}

export interface Diploma {
  readonly school: string;
  readonly level: string;
  readonly major: string;
  readonly on: string;
}

export interface Job {
  readonly employer: string;
  readonly position: string;
  readonly kind: '固定期限' | '无固定期限' | '以完成一定工作任务为期限';
  readonly from: string;
  readonly until: string;
  readonly wage: number;
}

export interface Termination {
  readonly employer: string;
  readonly on: string;
  readonly reason: string;
}

export interface Insurance {
  readonly schemes: readonly string[];
  /** Absent: insured on one's own. */
  readonly employer?: string;
  readonly since: string;
  readonly months: number;
  readonly wage: number;
  readonly years: readonly { readonly year: number; readonly months: number }[];
}

export interface Skill {
  readonly occupation: string;
  readonly level: string;
  readonly on: string;
}

/** Of somebody who is registered elsewhere and lives here. */
export interface Residence {
  readonly address: string;
  readonly dwelling: string;
  readonly registeredOn: string;
  readonly lease?: { readonly from: string; readonly until: string; readonly rent: number };
  readonly permit?: { readonly firstIssuedOn: string; readonly endorsedOn: string; readonly until: string };
}

export interface Company {
  readonly index: number;
  readonly identifier: string;
  readonly name: string;
  readonly kind: '有限责任公司' | '股份有限公司' | '个体工商户' | '合伙企业';
  readonly representative: string;
  readonly capital: number;
  readonly establishedOn: string;
  readonly address: string;
  readonly scope: string;
}
