// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { readResults } from '../../../chaincode/transactions/read-results.js';
import { CertificateParams, CertificateView } from '../../usecases/certificates/certificate-view.js';
import type { CertificateUseCases } from '../../usecases/certificates/get-certificate.js';
import type { GatewayApp } from '../gateway-app.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { certificatePage } from '../pages/certificate-page.js';

/** Results, to show and to print. */
export function certificateRoutes(app: GatewayApp, { useCases }: { readonly useCases: CertificateUseCases }): void {
  app.get('/v1/certificates/:certId', read, async (request, reply) => {
    const view = await useCases.getCertificate(callerOf(request), request.params.certId);
    void reply.headers({ 'cache-control': 'no-store' });
    if (request.query.format !== 'html') return reply.send(view);
    return reply.type('text/html; charset=utf-8').send(certificatePage(view));
  });
}

const read = operation({
  operationId: 'getCertificate',
  summary: 'A result that the department issued, to show and to print',
  description:
    "What it says is read on the department's own peer, sealed on its way, and held against the commitments on the ledger. " +
    'With `format=html` one A4 page in Chinese and English.',
  tag: 'departments',
  access: readResults.roles,
  params: CertificateParams,
  querystring: Type.Object(
    { format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('html')])) },
    { additionalProperties: false },
  ),
  response: {
    200: {
      description: 'The certificate',
      content: {
        'application/json': { schema: pointTo(CertificateView) },
        'text/html': { schema: { type: 'string' } },
      },
    },
  },
  problems: [
    ...readResults.refusals,
    'CERTIFICATE_ID_INVALID',
    'NOT_FOUND',
    'SOURCE_OPENING_MISMATCH',
    'LEDGER_UNAVAILABLE',
  ],
});
