// SPDX-License-Identifier: Apache-2.0
import { CalendarList, CataloguePage, HallList } from '../catalogue-views.js';
import { sendCached } from '../cached.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { cataloguePage, type CatalogueServices } from './catalogue-page.js';

/** Where and on which days departments work. */
export function hallRoutes(app: GatewayApp, services: CatalogueServices): void {
  app.get('/v1/halls', listHalls, async (request, reply) => {
    const { documents: halls, next } = await cataloguePage(services, 'hall', request.query);
    return sendCached(request, reply, { halls, next });
  });
  app.get('/v1/calendars', listCalendars, async (request, reply) => {
    const { documents: calendars, next } = await cataloguePage(services, 'calendar', request.query);
    return sendCached(request, reply, { calendars, next });
  });
}

const listHalls = operation({
  operationId: 'listHalls',
  summary: 'Service halls, their addresses and opening hours',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(HallList) },
});
const listCalendars = operation({
  operationId: 'listCalendars',
  summary: 'Holidays and shifted working days by year',
  tag: 'catalogue',
  access: 'everyone',
  querystring: CataloguePage,
  response: { 200: pointTo(CalendarList) },
});
