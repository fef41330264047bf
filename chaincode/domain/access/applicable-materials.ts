// SPDX-License-Identifier: Apache-2.0
import type { Requirement, ServiceItem } from '../catalogue/service-item.js';
import { checkScenario } from './check-scenario.js';
import { evaluatePredicate } from './predicate.js';
import type { ScenarioAnswers } from './scenario.js';

/**
 * Codes of the materials that the item asks for in this case, in the item's order. A condition on a question
 * that was not answered does not hold.
 *
 * @throws {DomainError} REQUEST_MALFORMED as `checkScenario`; PREDICATE_NOT_ALLOWED if a condition cannot be worked out.
 */
export function applicableMaterials(item: ServiceItem, scenario: ScenarioAnswers): string[] {
  checkScenario(item, scenario);
  return item.requirements.filter((material) => applies(material, scenario)).map(({ materialCode }) => materialCode);
}

function applies({ when }: Requirement, answers: ScenarioAnswers): boolean {
  return when === undefined || evaluatePredicate(when, { claims: {}, answers, on: undefined, subjects: {} });
}
