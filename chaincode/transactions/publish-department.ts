// SPDX-License-Identifier: Apache-2.0
import { checkDepartment } from '../domain/catalogue/check-department.js';
import { Department } from '../domain/catalogue/department.js';
import { catalogueView } from './catalogue-view.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishDepartment = defineTransaction({
  name: 'PublishDepartment',
  kind: 'submit',
  summary: 'Put a department, its functions for the channel and its ticket keys on the register',
  roles: ['publisher'],
  request: registrarPublicationOf(Department),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'CATALOGUE_INVALID', 'DEPARTMENT_UNKNOWN'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'department',
      department,
      document,
      check: async () => {
        checkDepartment(document, await catalogueView(context, { departments: [document.predecessor] }));
      },
    }),
});
