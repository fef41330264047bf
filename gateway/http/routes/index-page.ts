// SPDX-License-Identifier: Apache-2.0
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
export function indexRoutes(app: GatewayApp, { readModel, health, ...known }: IndexServices): void {
  app.get('/', show, async (request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    const { status } = await health();
    const running = { ...known, ready: status === 'ready', figures: await figuresOf(readModel) };
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-language': language, vary: 'Accept-Language', 'cache-control': 'no-cache' })
      .send(indexPage(language, running));
  });
  app.get('/style.css', style, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(STYLE),
  );
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
  response: { 200: { description: 'A page', content: content('text/html') } },
});
const style = operation({
  operationId: 'styleSheet',
  summary: 'The style sheet of the pages',
  tag: 'everyone',
  access: 'everyone',
  response: { 200: { description: 'A style sheet', content: content('text/css') } },
});
