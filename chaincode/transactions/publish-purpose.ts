// SPDX-License-Identifier: Apache-2.0
import { checkPurpose } from '../domain/catalogue/check-purpose.js';
import { Purpose } from '../domain/catalogue/department.js';
import { catalogueView } from './catalogue-view.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishPurpose = defineTransaction({
  name: 'PublishPurpose',
  kind: 'submit',
  summary: 'Publish what an access may be for, and which departments may say so',
  roles: ['publisher'],
  request: registrarPublicationOf(Purpose),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'DEPARTMENT_UNKNOWN'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'purpose',
      department,
      document,
      check: async () => {
        checkPurpose(document, await catalogueView(context, { departments: document.departments }));
      },
    }),
});
