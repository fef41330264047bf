// SPDX-License-Identifier: Apache-2.0
import { checkItem, recordTypesNamed } from '../domain/catalogue/check-item.js';
import { ServiceItem } from '../domain/catalogue/service-item.js';
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

export const publishItem = defineTransaction({
  name: 'PublishItem',
  kind: 'submit',
  summary: 'Publish a service item: its materials, the records that can show them, its form fields',
  roles: ['publisher'],
  request: publicationOf(ServiceItem),
  response: Published,
  refusals: [
    ...PUBLICATION_REFUSALS,
    'CATALOGUE_INVALID',
    'DEPARTMENT_UNKNOWN',
    'RECORD_TYPE_UNKNOWN',
    'CLAIM_UNKNOWN',
    'CLAIM_NOT_SHARED',
    'PREDICATE_NOT_ALLOWED',
  ],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'item',
      department,
      document,
      check: async () => {
        const named = { departments: [departmentOf(document.code)], recordTypes: recordTypesNamed(document) };
        checkItem(document, await catalogueView(context, named));
      },
    }),
});
