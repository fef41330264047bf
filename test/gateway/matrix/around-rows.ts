// SPDX-License-Identifier: Apache-2.0
import { always, NOT_FOUND, type Row } from './row.js';
import { ABSENT } from './things.js';

const OWNER = 'human-resources';

/** What stands around applications: files, certificates, plans of themes. */
export const AROUND_ROWS: Readonly<Record<string, Row>> = {
  planTheme: () => ({
    absent: {
      path: '/v1/themes/human-resources.none/plan',
      post: { scenario: {} },
      outcome: always('404 THEME_UNKNOWN'),
    },
  }),
  keepUpload: () => ({
    pdf: {
      path: '/v1/uploads',
      post: '%PDF-1.7',
      headers: { 'content-type': 'application/pdf' },
      outcome: always('201'),
    },
    other: { path: '/v1/uploads', post: {}, outcome: always('415 UPLOAD_TYPE_NOT_SUPPORTED') },
  }),
  readUpload: ({ upload }) => ({
    ofHumanResources: {
      path: `/v1/uploads/${upload}`,
      outcome: ({ department }) => (department === OWNER ? '200' : NOT_FOUND),
      isForeign: ({ department }) => department !== OWNER,
    },
    absent: { path: `/v1/uploads/${ABSENT.upload}`, outcome: always(NOT_FOUND) },
  }),
  getCertificate: ({ bureauRecord }) => ({
    noResult: {
      path: `/v1/certificates/${bureauRecord}`,
      outcome: always(NOT_FOUND),
      isForeign: ({ department }) => department !== 'data-bureau',
    },
    absent: { path: `/v1/certificates/${ABSENT.record}`, outcome: always(NOT_FOUND) },
    wrong: { path: '/v1/certificates/none', outcome: always('422 CERTIFICATE_ID_INVALID') },
  }),
};
