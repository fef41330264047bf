// SPDX-License-Identifier: Apache-2.0
import { Hall } from '../domain/catalogue/hall.js';
import { checkHall } from '../domain/catalogue/check-hall.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishHall = defineTransaction({
  name: 'PublishHall',
  kind: 'submit',
  summary: 'Publish a service hall, its address and its opening hours',
  roles: ['publisher'],
  request: registrarPublicationOf(Hall),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'CATALOGUE_INVALID'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'hall',
      department,
      document,
      check: () => {
        checkHall(document);
        return Promise.resolve();
      },
    }),
});
