// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { catalogueEntry, catalogueVersions } from '../../readmodel/queries/catalogue.js';
import { CataloguePage, CodeParams, RecordTypeList, RecordTypeView, VersionQuery } from '../catalogue-views.js';
import { sendCached } from '../cached.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { cataloguePage, publishedVersion, type CatalogueServices } from './catalogue-page.js';

/** Kinds of records that departments keep. */
export function recordTypeRoutes(app: GatewayApp, services: CatalogueServices): void {
  const { readModel } = services;
  app.get('/v1/record-types', listRecordTypes, async (request, reply) => {
    const { documents: recordTypes, next } = await cataloguePage(services, 'record-type', request.query);
    return sendCached(request, reply, { recordTypes, next });
  });
  app.get('/v1/record-types/:code', getRecordType, async (request, reply) => {
    const { code } = request.params;
    const { version } = request.query;
    const versions = await catalogueVersions(readModel, 'record-type', code);
    if (versions.length === 0) throw new DomainError('RECORD_TYPE_UNKNOWN');
    const entry = await catalogueEntry(readModel, 'record-type', code, version);
    if (entry === undefined) throw new DomainError('VERSION_UNKNOWN');
    return sendCached(request, reply, { recordType: entry.document, versions: versions.map(publishedVersion) });
  });
}

const listRecordTypes = operation({
  operationId: 'listRecordTypes',
  summary: 'Record types in force',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(RecordTypeList) },
});
const getRecordType = operation({
  operationId: 'getRecordType',
  summary: 'A record type, in force or in a named version, and its versions',
  tag: 'catalogue',
  access: 'everyone',
  params: CodeParams,
  querystring: VersionQuery,
  response: { 200: pointTo(RecordTypeView) },
  problems: ['RECORD_TYPE_UNKNOWN', 'VERSION_UNKNOWN'],
});
