// SPDX-License-Identifier: Apache-2.0
import { checkScenario } from '../../../chaincode/domain/access/check-scenario.js';
import { evaluatePredicate } from '../../../chaincode/domain/access/predicate.js';
import type { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../../chaincode/domain/catalogue/theme.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { VerificationRequest } from '../verifications/verification-request.js';
import type { ApplicationRequest } from './application-request.js';

/** One item of an application, and how its materials are verified. */
export interface PlannedItem {
  readonly item: ServiceItem;
  readonly request: VerificationRequest;
}

export interface ApplicationPlan {
  readonly theme?: { readonly code: string; readonly version: number };
  readonly items: readonly PlannedItem[];
}

/**
 * Which items an application consists of: the one that it names, or those that follow from its theme and the answers.
 * Each gets the answers to its own questions and the subjects that it names.
 *
 * @throws {DomainError} REQUEST_MALFORMED for both or neither of item and theme, and for answers that do not fit;
 * ITEM_UNKNOWN, THEME_UNKNOWN, THEME_DIFFERS where the answers leave no item; SUBJECTS_INVALID for a role that no item names.
 */
export async function planApplication(database: ReadModelDatabase, body: ApplicationRequest): Promise<ApplicationPlan> {
  const { itemCode, themeCode } = body;
  if ((itemCode === undefined) === (themeCode === undefined))
    throw new DomainError('REQUEST_MALFORMED', 'either itemCode or themeCode', '/itemCode');
  if (itemCode !== undefined) {
    const item = await itemInForce(database, itemCode);
    if (item === undefined) throw new DomainError('ITEM_UNKNOWN', undefined, '/itemCode');
    return { items: [plannedItem(item, body, body.scenario)] };
  }
  return planTheme(database, body, await themeInForce(database, themeCode ?? ''));
}

async function planTheme(
  database: ReadModelDatabase,
  body: ApplicationRequest,
  theme: Theme,
): Promise<ApplicationPlan> {
  checkScenario(theme, body.scenario);
  const items: PlannedItem[] = [];
  for (const itemCode of itemsOf(theme, body.scenario)) {
    const item = await itemInForce(database, itemCode);
    if (item !== undefined) items.push(plannedItem(item, only(body, item), only(body, item).scenario));
  }
  if (items.length === 0) throw new DomainError('THEME_DIFFERS', 'the answers leave no item', '/scenario');
  const roles = new Set(items.flatMap(({ item }) => item.subjects.map(({ role }) => role)));
  if (Object.keys(body.subjects).some((role) => !roles.has(role)))
    throw new DomainError('SUBJECTS_INVALID', undefined, '/subjects');
  return { theme: { code: theme.code, version: theme.version }, items };
}

/** Codes of the items that the answers call for, in the theme's order. */
function itemsOf({ items }: Theme, answers: ScenarioAnswers): string[] {
  const values = { claims: {}, answers, on: undefined, subjects: {} };
  return items
    .filter(({ when }) => when === undefined || evaluatePredicate(when, values))
    .map(({ itemCode }) => itemCode);
}

/** Answers and subjects that concern one item of several. */
function only(
  { scenario, subjects, ...body }: ApplicationRequest,
  item: Pick<ServiceItem, 'scenario' | 'subjects'>,
): ApplicationRequest {
  const names = item.scenario.map(({ name }) => name);
  const roles = item.subjects.map(({ role }) => role);
  return { ...body, scenario: picked(scenario, names), subjects: picked(subjects, roles) };
}

function picked<V>(values: Readonly<Record<string, V>>, names: readonly string[]): Record<string, V> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** The answers to the item's own questions. */
export function answersTo(item: Pick<ServiceItem, 'scenario'>, scenario: ScenarioAnswers): ScenarioAnswers {
  return picked(
    scenario,
    item.scenario.map(({ name }) => name),
  );
}

function plannedItem(
  item: ServiceItem,
  { caseNo, subjects, purposeCode, legalBasis }: ApplicationRequest,
  scenario: ScenarioAnswers,
): PlannedItem {
  const itemCode = item.code;
  const fillable = item.fields.some(({ source }) => Object.hasOwn(subjects, source.subjectRole));
  const disclose = fillable ? 'fields' : 'verdicts';
  return { item, request: { caseNo, itemCode, scenario, subjects, purposeCode, legalBasis, disclose } };
}

async function itemInForce(database: ReadModelDatabase, code: string): Promise<ServiceItem | undefined> {
  return (await catalogueEntry(database, 'item', code))?.document;
}

async function themeInForce(database: ReadModelDatabase, code: string): Promise<Theme> {
  const theme = (await catalogueEntry(database, 'theme', code))?.document;
  if (theme === undefined) throw new DomainError('THEME_UNKNOWN', undefined, '/themeCode');
  return theme;
}
