// SPDX-License-Identifier: Apache-2.0
import { countCatalogue } from '../catalogue/count-catalogue.js';
import type { PublishedFigures } from '../catalogue/published-figures.js';
import type { CatalogueFiles } from '../catalogue/read-catalogue.js';
import { notYet, type FigureRow } from './figure-row.js';
import { itemRows } from './item-rows.js';
import { themeRows } from './theme-rows.js';

/** Every published figure, and what the catalogue counts for it. */
export function publishedRows(figures: PublishedFigures, files: CatalogueFiles): FigureRow[] {
  return [
    ...itemRows(figures, countCatalogue(files.items)),
    ...(figures.themes === undefined ? [] : themeRows(figures.themes, files)),
    ...(figures.later ?? []).map(({ title, figure }) => notYet(title, figure)),
  ];
}
