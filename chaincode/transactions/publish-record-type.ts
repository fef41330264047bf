// SPDX-License-Identifier: Apache-2.0
import { checkRecordType } from '../domain/catalogue/check-record-type.js';
import { RecordType } from '../domain/catalogue/record-type.js';
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

export const publishRecordType = defineTransaction({
  name: 'PublishRecordType',
  kind: 'submit',
  summary: 'Publish a kind of record that the department keeps, with its claims and their sharing attributes',
  roles: ['publisher'],
  request: publicationOf(RecordType),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'CATALOGUE_INVALID', 'DEPARTMENT_UNKNOWN'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'record-type',
      department,
      document,
      check: async () => {
        const named = { departments: [departmentOf(document.code)], recordTypes: [document.code] };
        checkRecordType(document, await catalogueView(context, named));
      },
    }),
});
