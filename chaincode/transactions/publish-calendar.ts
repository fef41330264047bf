// SPDX-License-Identifier: Apache-2.0
import { Calendar } from '../domain/catalogue/calendar.js';
import { checkCalendar } from '../domain/catalogue/check-calendar.js';
import {
  PUBLICATION_REFUSALS,
  publicationEndorsers,
  publishDocument,
  Published,
  registrarPublicationOf,
} from './publish-document.js';
import { defineTransaction } from './transaction.js';

export const publishCalendar = defineTransaction({
  name: 'PublishCalendar',
  kind: 'submit',
  summary: 'Publish the working days of one year',
  roles: ['publisher'],
  request: registrarPublicationOf(Calendar),
  response: Published,
  refusals: [...PUBLICATION_REFUSALS, 'CATALOGUE_INVALID'],
  endorsers: publicationEndorsers,
  execute: (context, { department, document }) =>
    publishDocument(context, {
      kind: 'calendar',
      department,
      document,
      check: () => {
        checkCalendar(document);
        return Promise.resolve();
      },
    }),
});
