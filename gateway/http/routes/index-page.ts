// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { listCatalogue } from '../../readmodel/queries/catalogue.js';
import { readModelCounts } from '../../readmodel/queries/counts.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { GatewayApp } from '../gateway-app.js';
import { operation } from '../operation.js';
import { STYLE } from '../pages/html.js';
import { indexPage, type Running } from '../pages/index-page.js';
import { languageOf } from '../problems/language.js';
import type { Health } from '../readiness.js';

export interface IndexServices {
  readonly readModel: ReadModelDatabase;
  readonly health: Health;
  readonly version: string;
  readonly ledgerKind: string;
  readonly departments: readonly string[];
}

/** The page at the door. */
export function indexRoutes(app: GatewayApp, { readModel, health, departments, ...known }: IndexServices): void {
  app.get('/', show, async (request, reply) => {
    const language = request.query.lang ?? languageOf(request.headers['accept-language']);
    const { status } = await health();
    const titles = await titlesOf(readModel, departments);
    const running = { ...known, departments: titles, ready: status === 'ready', figures: await figuresOf(readModel) };
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-language': language, vary: 'Accept-Language', 'cache-control': 'no-cache' })
      .send(indexPage(language, running));
  });
  app.get('/style.css', style, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(STYLE),
  );
}

/** A department that is not on the register yet is named by its code. */
async function titlesOf(readModel: ReadModelDatabase, departments: readonly string[]): Promise<Running['departments']> {
  const registered = await listCatalogue(readModel, 'department');
  const titles = new Map(registered.map(({ document: { code, title } }) => [code, title]));
  return departments.map((code) => titles.get(code) ?? { zh: code, en: code });
}

async function figuresOf(readModel: ReadModelDatabase): Promise<Running['figures']> {
  const { catalogue, records, accesses } = await readModelCounts(readModel);
  return [
    { en: 'Catalogue documents', zh: '目录文件', count: total(catalogue) },
    { en: 'Attested records', zh: '存证记录', count: total(records) },
    { en: 'Accesses on record', zh: '调用记录', count: total(accesses) },
  ];
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const content = (type: string): object => ({ [type]: { schema: { type: 'string' } } });
const show = operation({
  operationId: 'index',
  summary: 'A page that says what runs here',
  tag: 'everyone',
  access: 'everyone',
  querystring: Type.Object(
    {
      lang: Type.Optional(
        Type.Union([Type.Literal('zh'), Type.Literal('en')], { description: 'Default: as Accept-Language says' }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 200: { description: 'A page', content: content('text/html') } },
});
const style = operation({
  operationId: 'styleSheet',
  summary: 'The style sheet of the pages',
  tag: 'everyone',
  access: 'everyone',
  response: { 200: { description: 'A style sheet', content: content('text/css') } },
});
