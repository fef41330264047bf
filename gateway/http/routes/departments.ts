// SPDX-License-Identifier: Apache-2.0
import { CataloguePage, DepartmentList, DutyList, PurposeList } from '../catalogue-views.js';
import { sendCached } from '../cached.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { cataloguePage, type CatalogueServices } from './catalogue-page.js';

/** Who takes part, what an access may be for, and what the law lets a department read. */
export function departmentRoutes(app: GatewayApp, services: CatalogueServices): void {
  app.get('/v1/departments', listDepartments, async (request, reply) => {
    const { documents: departments, next } = await cataloguePage(services, 'department', request.query);
    return sendCached(request, reply, { departments, next });
  });
  app.get('/v1/purposes', listPurposes, async (request, reply) => {
    const { documents: purposes, next } = await cataloguePage(services, 'purpose', request.query);
    return sendCached(request, reply, { purposes, next });
  });
  app.get('/v1/duties', listDuties, async (request, reply) => {
    const { documents: duties, next } = await cataloguePage(services, 'duty', request.query);
    return sendCached(request, reply, { duties, next });
  });
}

const listDepartments = operation({
  operationId: 'listDepartments',
  summary: 'Departments of the district',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(DepartmentList) },
});
const listPurposes = operation({
  operationId: 'listPurposes',
  summary: 'What an access may be for',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(PurposeList) },
});
const listDuties = operation({
  operationId: 'listDuties',
  summary: 'What the law lets departments read',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(DutyList) },
});
