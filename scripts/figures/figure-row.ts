// SPDX-License-Identifier: Apache-2.0
import type { Title } from '../../chaincode/domain/catalogue/texts.js';

/** One published figure beside what is counted here. */
export interface FigureRow {
  readonly title: Title;
  readonly published: number;
  /** `null`: nothing here yet that it could be counted from. */
  readonly counted: number | null;
  readonly holds: boolean | null;
}

export function mustEqual(title: Title, published: number, counted: number): FigureRow {
  return { title, published, counted, holds: counted === published };
}

/** A published whole percentage was rounded, or cut off: either is the same figure. */
export function percent(title: Title, published: number, counted: number): FigureRow {
  const holds = Math.round(counted) === published || Math.trunc(counted) === published;
  return { title, published, counted: Math.round(counted * 10) / 10, holds };
}

export function notYet(title: Title, published: number): FigureRow {
  return { title, published, counted: null, holds: null };
}
