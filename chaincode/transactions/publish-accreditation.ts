// SPDX-License-Identifier: Apache-2.0
import { checkAccreditation } from '../domain/catalogue/check-accreditation.js';
import { Accreditation } from '../domain/catalogue/department.js';
import { catalogueView } from './catalogue-view.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishAccreditation = defineTransaction({
  name: 'PublishAccreditation',
  kind: 'submit',
  summary: 'Say until when a department may attest its record type, or that it may no longer',
  roles: ['publisher'],
  request: registrarPublicationOf(Accreditation),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'RECORD_TYPE_UNKNOWN', 'VALIDITY_INVALID'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'accreditation',
      department,
      document,
      check: async () => {
        checkAccreditation(document, await catalogueView(context, { recordTypes: [document.code] }));
      },
    }),
});
