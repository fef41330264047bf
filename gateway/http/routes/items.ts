// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { catalogueEntry, catalogueVersions, consentsTo } from '../../readmodel/queries/catalogue.js';
import { CataloguePage, CodeParams, ItemList, ItemView, VersionQuery, type ItemSummary } from '../catalogue-views.js';
import { sendCached } from '../cached.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { cataloguePage, publishedVersion, type CatalogueServices } from './catalogue-page.js';

/** Procedures that departments offer. */
export function itemRoutes(app: GatewayApp, services: CatalogueServices): void {
  const { readModel } = services;
  app.get('/v1/items', listItems, async (request, reply) => {
    const { documents, next } = await cataloguePage(services, 'item', request.query);
    return sendCached(request, reply, { items: documents.map(summaryOf), next });
  });
  app.get('/v1/items/:code', getItem, async (request, reply) => {
    const { code } = request.params;
    const versions = await catalogueVersions(readModel, 'item', code);
    if (versions.length === 0) throw new DomainError('ITEM_UNKNOWN');
    const entry = await catalogueEntry(readModel, 'item', code, request.query.version);
    if (entry === undefined) throw new DomainError('VERSION_UNKNOWN');
    const consents = await consentsTo(readModel, code, entry.document.version);
    return sendCached(request, reply, { item: entry.document, versions: versions.map(publishedVersion), consents });
  });
}

function summaryOf(item: ServiceItem): ItemSummary {
  const { code, version, title, promisedWorkingDays, instant, batch, requirements } = item;
  const summary = { code, version, department: departmentOf(code), title, promisedWorkingDays, instant };
  return { ...summary, ...(batch === undefined ? {} : { batch }), materials: requirements.length };
}

const listItems = operation({
  operationId: 'listItems',
  summary: 'Service items in force',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(ItemList) },
});
const getItem = operation({
  operationId: 'getItem',
  summary: 'A service item, in force or in a named version, its versions and the consents of its sources',
  tag: 'catalogue',
  access: 'everyone',
  params: CodeParams,
  querystring: VersionQuery,
  response: { 200: pointTo(ItemView) },
  problems: ['ITEM_UNKNOWN', 'VERSION_UNKNOWN'],
});
