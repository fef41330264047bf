// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { UPLOAD_TYPES, type UploadType } from '../../uploads/check-content.js';
import { GatewayProblem } from '../../usecases/gateway-problem.js';
import { UploadParams, UploadView } from '../../usecases/uploads/upload-view.js';
import type { UploadUseCases } from '../../usecases/uploads/upload-use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import { callerOf, type Access } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

interface UploadServices {
  readonly useCases: UploadUseCases;
  /** Bytes of a file; 0: no limit. */
  readonly limit: number;
}

/** Files for materials that are on no record. Bodies go through as they come: nothing is held in memory. */
export function uploadRoutes(app: GatewayApp, { useCases, limit }: UploadServices): void {
  void app.register((scope: GatewayApp, _options, done) => {
    scope.removeAllContentTypeParsers();
    for (const type of UPLOAD_TYPES) {
      scope.addContentTypeParser(type, (_request, body, parsed) => {
        parsed(null, body);
      });
    }
    scope.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(new GatewayProblem('UPLOAD_TYPE_NOT_SUPPORTED'));
    });
    scope.post('/v1/uploads', { ...keep, validatorCompiler: () => () => true }, async (request, reply) => {
      const answer = await useCases.keepUpload(callerOf(request), typeOf(request), contentOf(request, limit), limit);
      return reply.code(201).send(answer);
    });
    done();
  });
  app.get('/v1/uploads/:uploadId', read, async (request, reply) => {
    const { content, type, size } = await useCases.readUpload(callerOf(request), request.params.uploadId);
    return reply
      .type(type)
      .headers({
        'content-length': String(size),
        'content-disposition': 'attachment',
        'cache-control': 'no-store',
      })
      .send(Readable.from(content, { objectMode: false }));
  });
}

function typeOf({ headers }: FastifyRequest): UploadType {
  const [said = ''] = (headers['content-type'] ?? '').split(';');
  const type = UPLOAD_TYPES.find((one) => one === said.trim().toLowerCase());
  if (type === undefined) throw new GatewayProblem('UPLOAD_TYPE_NOT_SUPPORTED'); // no body, so no reader was chosen
  return type;
}

/** What the client announces is believed as far as it is too much. What is left unread is thrown away, so that it hears why. */
function contentOf({ body, headers }: FastifyRequest, limit: number): AsyncIterable<Uint8Array> {
  if (limit > 0 && Number(headers['content-length'] ?? '0') > limit) throw new GatewayProblem('UPLOAD_TOO_LARGE');
  if (!(body instanceof Readable)) throw new GatewayProblem('UPLOAD_EMPTY');
  return body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
}

const OF_A_CASE: Access = ['intake', 'officer'];

const keep = operation({
  operationId: 'keepUpload',
  summary: 'Upload a file for a material that is on no record',
  description:
    'The body is the file. What its first bytes say must be its Content-Type. It is kept sealed; an application names its ' +
    '`uploadId`, and the ledger gets `digest` alone, which is salted. A file that no application names within seven days is removed.',
  tag: 'intakes',
  access: OF_A_CASE,
  files: UPLOAD_TYPES,
  response: { 201: pointTo(UploadView) },
  problems: [
    'UPLOAD_EMPTY',
    'UPLOAD_TYPE_DIFFERS',
    'UPLOAD_TYPE_NOT_SUPPORTED',
    'UPLOAD_TOO_LARGE',
    'DEPARTMENT_KEY_MISSING',
  ],
});
const read = operation({
  operationId: 'readUpload',
  summary: 'A file that was uploaded',
  description:
    'For the department that uploaded it; once an application of that department names it, for the departments of the items that it is for.',
  tag: 'intakes',
  access: OF_A_CASE,
  params: UploadParams,
  response: {
    200: {
      description: 'The file',
      content: Object.fromEntries(UPLOAD_TYPES.map((type) => [type, { schema: { type: 'string' } }])),
    },
  },
  problems: ['NOT_FOUND'],
});
