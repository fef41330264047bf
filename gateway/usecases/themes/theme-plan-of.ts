// SPDX-License-Identifier: Apache-2.0
import type { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { planTheme } from './plan-theme.js';
import type { ThemePlan } from './theme-plan.js';

/** The plan of a theme with its items as they are in force. @throws {DomainError} THEME_UNKNOWN, and what {@link planTheme} throws. */
export async function themePlanOf(
  database: ReadModelDatabase,
  code: string,
  answers: ScenarioAnswers,
): Promise<ThemePlan> {
  const theme = (await catalogueEntry(database, 'theme', code))?.document;
  if (theme === undefined) throw new DomainError('THEME_UNKNOWN');
  const items = new Map<string, ServiceItem>();
  for (const { itemCode } of theme.items) {
    const entry = await catalogueEntry(database, 'item', itemCode);
    if (entry !== undefined) items.set(itemCode, entry.document);
  }
  return planTheme(theme, items, answers);
}
