// SPDX-License-Identifier: Apache-2.0
import type { ScenarioQuestion, ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import { isDay } from '../time.js';
import type { ScenarioAnswer, ScenarioAnswers } from './scenario.js';

/**
 * Holds scenario answers against the questions of an item or theme.
 *
 * @throws {DomainError} REQUEST_MALFORMED: an answer to no question (the pointer stops at `/scenario`, a name that
 *   the caller made up is not repeated), a required one missing, or one of the wrong type or outside `values`.
 */
export function checkScenario(item: Pick<ServiceItem, 'scenario'>, scenario: ScenarioAnswers): void {
  const known = new Set(item.scenario.map(({ name }) => name));
  if (Object.keys(scenario).some((name) => !known.has(name))) {
    throw new DomainError('REQUEST_MALFORMED', 'an answer belongs to no question of the item', '/scenario');
  }
  for (const question of item.scenario) checkAnswer(question, scenario[question.name]);
}

function checkAnswer(question: ScenarioQuestion, answer: ScenarioAnswer | undefined): void {
  const { name, required } = question;
  if (answer === undefined ? !required : fits(question, answer)) return;
  const what = answer === undefined ? 'has no answer' : 'has an answer of another kind';
  throw new DomainError('REQUEST_MALFORMED', `question "${name}" ${what}`, `/scenario/${name}`);
}

function fits({ type, values }: ScenarioQuestion, answer: ScenarioAnswer): boolean {
  switch (type) {
    case 'boolean':
      return typeof answer === 'boolean';
    case 'integer':
      return typeof answer === 'number';
    case 'date':
      return typeof answer === 'string' && isDay(answer);
    case 'code':
      return typeof answer === 'string' && (values ?? []).includes(answer);
  }
}
