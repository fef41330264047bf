// SPDX-License-Identifier: Apache-2.0
import type { CatalogueCount, Count, DepartmentCount } from './count-catalogue.js';
import type { PublishedFigures } from './published-figures.js';

/** A published figure that the catalogue does not bear out. */
export interface FigureDifference {
  /** `all` or `batch <number>`, then the figure. */
  readonly place: string;
  readonly published: number;
  readonly counted: number;
}

type Figures = PublishedFigures['all'];
type Counted = Count & { readonly departments: readonly DepartmentCount[] };

/** Figures that are complete must be met exactly; of the others no more may be counted than was published. */
export function compareFigures(figures: PublishedFigures, { all, batches }: CatalogueCount): FigureDifference[] {
  return [
    ...compare('all', figures.all, all),
    ...figures.batches.flatMap((published) => {
      const counted = batches.find(({ batch }) => batch === published.batch);
      return compare(`batch ${published.batch}`, published, counted);
    }),
  ];
}

const NOTHING: Counted = { items: 0, materials: 0, zeroSubmission: 0, instant: 0, departments: [] };

function compare(place: string, figures: Figures, counted: Counted = NOTHING): FigureDifference[] {
  const { complete, departments = {} } = figures;
  const pairs = [
    ...(['items', 'zeroSubmission', 'instant'] as const).map((name) => [name, figures[name], counted[name]] as const),
    ...Object.entries(departments).map(([code, published]) => [code, published, itemsOf(counted, code)] as const),
  ];
  return pairs.flatMap(([name, published, found]) => {
    if (published === undefined || (complete ? found === published : found <= published)) return [];
    return [{ place: `${place}: ${name}`, published, counted: found }];
  });
}

function itemsOf({ departments }: Counted, code: string): number {
  return departments.find(({ department }) => department === code)?.items ?? 0;
}
