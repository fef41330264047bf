// SPDX-License-Identifier: Apache-2.0
import type { Theme } from '../../../chaincode/domain/catalogue/theme.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { catalogueEntry, catalogueVersions } from '../../readmodel/queries/catalogue.js';
import {
  CataloguePage,
  CodeParams,
  ThemeList,
  ThemeView,
  VersionQuery,
  type ThemeSummary,
} from '../catalogue-views.js';
import { sendCached } from '../cached.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { cataloguePage, publishedVersion, type CatalogueServices } from './catalogue-page.js';

/** Several items as one application. */
export function themeRoutes(app: GatewayApp, services: CatalogueServices): void {
  const { readModel } = services;
  app.get('/v1/themes', listThemes, async (request, reply) => {
    const { documents, next } = await cataloguePage(services, 'theme', request.query);
    return sendCached(request, reply, { themes: documents.map(summaryOf), next });
  });
  app.get('/v1/themes/:code', getTheme, async (request, reply) => {
    const { code } = request.params;
    const versions = await catalogueVersions(readModel, 'theme', code);
    if (versions.length === 0) throw new DomainError('THEME_UNKNOWN');
    const entry = await catalogueEntry(readModel, 'theme', code, request.query.version);
    if (entry === undefined) throw new DomainError('VERSION_UNKNOWN');
    return sendCached(request, reply, { theme: entry.document, versions: versions.map(publishedVersion) });
  });
}

function summaryOf({ code, version, title, promisedWorkingDays, items }: Theme): ThemeSummary {
  return { code, version, department: departmentOf(code), title, promisedWorkingDays, items: items.length };
}

const listThemes = operation({
  operationId: 'listThemes',
  summary: 'Themes in force: several items as one application',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(ThemeList) },
});
const getTheme = operation({
  operationId: 'getTheme',
  summary: 'A theme, in force or in a named version: its guiding questions and items; and its versions',
  tag: 'catalogue',
  access: 'everyone',
  params: CodeParams,
  querystring: VersionQuery,
  response: { 200: pointTo(ThemeView) },
  problems: ['THEME_UNKNOWN', 'VERSION_UNKNOWN'],
});
