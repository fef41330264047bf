// SPDX-License-Identifier: Apache-2.0
import { checkDuty } from '../domain/catalogue/check-duty.js';
import { Duty } from '../domain/catalogue/department.js';
import { catalogueView } from './catalogue-view.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishDuty = defineTransaction({
  name: 'PublishDuty',
  kind: 'submit',
  summary: 'Publish a statutory basis: what the law lets a department read',
  roles: ['publisher'],
  request: registrarPublicationOf(Duty),
  response: Published,
  refusals: [
    ...PUBLICATION_REFUSALS,
    'CATALOGUE_INVALID',
    'DEPARTMENT_UNKNOWN',
    'RECORD_TYPE_UNKNOWN',
    'CLAIM_UNKNOWN',
    'CLAIM_NOT_SHARED',
  ],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'duty',
      department,
      document,
      check: async () => {
        const recordTypes = document.recordTypes.map(({ recordType }) => recordType);
        checkDuty(document, await catalogueView(context, { departments: [document.department], recordTypes }));
      },
    }),
});
