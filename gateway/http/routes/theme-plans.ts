// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { ThemePlan, ThemePlanRequest } from '../../usecases/themes/theme-plan.js';
import { themePlanOf } from '../../usecases/themes/theme-plan-of.js';
import { CodeParams } from '../catalogue-views.js';
import type { GatewayApp } from '../gateway-app.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** What a theme comes to, before anybody applies. Nothing is kept of the answers. */
export function themePlanRoutes(app: GatewayApp, { readModel }: { readonly readModel: ReadModelDatabase }): void {
  app.post('/v1/themes/:code/plan', plan, (request) =>
    themePlanOf(readModel, request.params.code, request.body.scenario),
  );
}

const plan = operation({
  operationId: 'planTheme',
  summary: 'What a theme comes to for these answers',
  description:
    'Items and their order, departments, each material and each question of the form once, the promised working days, and what is ' +
    'saved against the same items one by one. Nothing is written.',
  tag: 'catalogue',
  access: 'everyone',
  params: CodeParams,
  body: pointTo(ThemePlanRequest),
  response: { 200: pointTo(ThemePlan) },
  problems: ['THEME_UNKNOWN', 'THEME_DIFFERS', 'ITEM_UNKNOWN'],
});
