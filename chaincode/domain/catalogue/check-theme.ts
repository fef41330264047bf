// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { departmentOf } from '../names.js';
import { invalid, knownDepartment, onlyOnce, type CatalogueView } from './catalogue-view.js';
import { checkQuestions, checkWhen } from './check-questions.js';
import { dependencyOrder } from './dependency-order.js';
import type { Hall } from './hall.js';
import type { ScenarioQuestion, ServiceItem } from './service-item.js';
import { THEME_WORKING_DAYS, type Theme } from './theme.js';

/** What a theme may name, beside its department. */
export interface ThemeView extends Pick<CatalogueView, 'department'> {
  item(code: string): ServiceItem | undefined;
  hall(code: string): Hall | undefined;
}

/**
 * A theme's items are published, stand once and wait for each other without a cycle; its conditions read answers
 * to its own questions; every question that an item cannot do without is asked, and a question of the same name
 * means the same; roles of the same name are about the same kind of subject, form fields of the same code of one type; its halls exist; it promises no
 * more than 15 working days.
 *
 * @throws {DomainError} DEPARTMENT_UNKNOWN, CATALOGUE_INVALID, ITEM_UNKNOWN, HALL_UNKNOWN, PREDICATE_NOT_ALLOWED,
 *   THEME_CYCLE
 */
export function checkTheme(theme: Theme, view: ThemeView): void {
  knownDepartment(view, departmentOf(theme.code), '/document/code');
  checkQuestions(theme.scenario);
  if (theme.promisedWorkingDays > THEME_WORKING_DAYS) {
    throw invalid(`a theme takes ${THEME_WORKING_DAYS} working days at most`, '/document/promisedWorkingDays');
  }
  theme.halls?.forEach((code, index) => {
    if (view.hall(code) === undefined)
      throw new DomainError('HALL_UNKNOWN', `${code} is not published`, `/document/halls/${index}`);
  });
  const items = checkItems(theme, view);
  checkDependencies(theme);
  checkRoles(items);
  checkForm(items);
}

function checkItems({ items, scenario }: Theme, view: ThemeView): ServiceItem[] {
  onlyOnce(
    items.map(({ itemCode }) => itemCode),
    (index) => `/document/items/${index}/itemCode`,
  );
  return items.map(({ itemCode, when }, index) => {
    const place = `/document/items/${index}`;
    checkWhen(when, scenario, `${place}/when`);
    const item = view.item(itemCode);
    if (item === undefined) throw new DomainError('ITEM_UNKNOWN', `${itemCode} is not published`, `${place}/itemCode`);
    for (const question of item.scenario) checkAsked(question, scenario, `${place}/itemCode`);
    return item;
  });
}

function checkAsked(question: ScenarioQuestion, asked: readonly ScenarioQuestion[], place: string): void {
  const own = asked.find(({ name }) => name === question.name);
  if (own === undefined) {
    if (question.required) throw invalid(`the theme does not ask "${question.name}"`, place);
    return;
  }
  const values = (own.values ?? []).filter((value) => question.values?.includes(value) !== true);
  if (own.type !== question.type || values.length > 0) {
    throw invalid(`"${question.name}" has other answers in the theme than in the item`, place);
  }
}

function checkDependencies({ items }: Theme): void {
  const codes = items.map(({ itemCode }) => itemCode);
  items.forEach(({ dependsOn }, index) => {
    dependsOn.forEach((code, position) => {
      if (!codes.includes(code)) {
        throw invalid(`${code} is no item of the theme`, `/document/items/${index}/dependsOn/${position}`);
      }
    });
  });
  const [first] = dependencyOrder(items).waiting;
  if (first === undefined) return;
  throw new DomainError(
    'THEME_CYCLE',
    `${first} waits for itself`,
    `/document/items/${codes.indexOf(first)}/dependsOn`,
  );
}

function checkRoles(items: readonly ServiceItem[]): void {
  const kinds = new Map<string, string>();
  items.forEach(({ subjects }, index) => {
    for (const { role, kind } of subjects) {
      if ((kinds.get(role) ?? kind) !== kind) {
        throw invalid(
          `"${role}" is a person in one item and a company in another`,
          `/document/items/${index}/itemCode`,
        );
      }
      kinds.set(role, kind);
    }
  });
}

function checkForm(items: readonly ServiceItem[]): void {
  const types = new Map<string, string>();
  items.forEach(({ asks = [] }, index) => {
    for (const { code, type, values = [] } of asks) {
      const kind = [type, ...values].join(' ');
      if ((types.get(code) ?? kind) !== kind) {
        throw invalid(`the form asks "${code}" in two ways`, `/document/items/${index}/itemCode`);
      }
      types.set(code, kind);
    }
  });
}
