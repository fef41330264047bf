// SPDX-License-Identifier: Apache-2.0
import { checkTheme } from '../domain/catalogue/check-theme.js';
import { Theme } from '../domain/catalogue/theme.js';
import { departmentOf } from '../domain/names.js';
import { catalogueView } from './catalogue-view.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publicationOf,
  publishDocument,
  Published,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishTheme = defineTransaction({
  name: 'PublishTheme',
  kind: 'submit',
  summary: 'Publish a theme: several items as one application, its guiding questions, who waits for whom',
  roles: ['publisher'],
  request: publicationOf(Theme),
  response: Published,
  refusals: [
    ...PUBLICATION_REFUSALS,
    'CATALOGUE_INVALID',
    'DEPARTMENT_UNKNOWN',
    'ITEM_UNKNOWN',
    'HALL_UNKNOWN',
    'PREDICATE_NOT_ALLOWED',
    'THEME_CYCLE',
  ],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'theme',
      department,
      document,
      check: async () => {
        const items = document.items.map(({ itemCode }) => itemCode);
        const named = { departments: [departmentOf(document.code)], items, halls: document.halls ?? [] };
        checkTheme(document, await catalogueView(context, named));
      },
    }),
});
