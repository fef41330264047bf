// SPDX-License-Identifier: Apache-2.0
import { checkScenario } from '../../../chaincode/domain/access/check-scenario.js';
import { evaluatePredicate } from '../../../chaincode/domain/access/predicate.js';
import type { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import { dependencyOrder } from '../../../chaincode/domain/catalogue/dependency-order.js';
import { mergeMaterials, type MergedMaterial } from '../../../chaincode/domain/catalogue/merge-materials.js';
import type { Requirement, ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { Theme, ThemeItem } from '../../../chaincode/domain/catalogue/theme.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { mergeByCode } from './merge-by-code.js';
import type { ThemePlan } from './theme-plan.js';

/**
 * What a theme comes to for these answers: its items and their order, each material and each question of the form once,
 * and what that saves against the same items one by one.
 *
 * @throws {DomainError} REQUEST_MALFORMED for answers that do not fit the theme's questions; THEME_DIFFERS where they leave no
 *   item; ITEM_UNKNOWN for an item that is not in `items`.
 */
export function planTheme(theme: Theme, items: ReadonlyMap<string, ServiceItem>, answers: ScenarioAnswers): ThemePlan {
  checkScenario(theme, answers);
  const parts = waitingForEachOther(theme.items.filter(({ when }) => holds(when, answers)));
  if (parts.length === 0) throw new DomainError('THEME_DIFFERS', 'the answers leave no item', '/scenario');
  const asked = parts.map(({ itemCode }) => asApplied(itemCode, items.get(itemCode), answers));
  const materials = mergeMaterials(asked).map((material) => plannedMaterial(material, asked));
  const singleMaterials = asked.flatMap(({ requirements }) => requirements).length;
  const singleDays = asked.reduce((sum, { promisedWorkingDays }) => sum + promisedWorkingDays, 0);
  const { code, version, title, promisedWorkingDays, halls } = theme;
  return {
    ...{ code, version, title },
    items: asked.map((item, index) => plannedItem(item, parts[index])),
    departments: [...new Set(asked.map((item) => departmentOf(item.code)))],
    stages: dependencyOrder(parts).stages.map((stage) => [...stage]),
    subjects: mergeByCode(
      asked,
      ({ subjects }) => subjects,
      ({ role }) => role,
    ),
    materials,
    form: {
      prefilled: mergeByCode(asked, ({ fields }) => fields, codeOf).map((field) => ({
        ...{ code: field.code, title: field.title, itemCodes: field.itemCodes },
      })),
      asks: mergeByCode(asked, ({ asks = [] }) => asks, codeOf),
    },
    promisedWorkingDays,
    saved: {
      materials: saved(singleMaterials, materials.length),
      workingDays: saved(singleDays, promisedWorkingDays),
    },
    ...(halls === undefined ? {} : { halls }),
  };
}

function holds(when: string | undefined, answers: ScenarioAnswers): boolean {
  return when === undefined || evaluatePredicate(when, { claims: {}, answers, on: undefined, subjects: {} });
}

/** Nobody waits for an item that the case leaves out. */
function waitingForEachOther(items: readonly ThemeItem[]): ThemeItem[] {
  const codes = items.map(({ itemCode }) => itemCode);
  return items.map((item) => ({ ...item, dependsOn: item.dependsOn.filter((other) => codes.includes(other)) }));
}

/** The item with the materials that it asks for in this case. */
function asApplied(code: string, item: ServiceItem | undefined, answers: ScenarioAnswers): ServiceItem {
  if (item === undefined) throw new DomainError('ITEM_UNKNOWN', `${code} is not published`);
  return { ...item, requirements: item.requirements.filter(({ when }) => holds(when, answers)) };
}

function plannedItem(item: ServiceItem, part: ThemeItem | undefined): ThemePlan['items'][number] {
  const { code: itemCode, version, title, promisedWorkingDays, instant } = item;
  const department = departmentOf(itemCode);
  return { itemCode, version, title, department, promisedWorkingDays, instant, dependsOn: part?.dependsOn ?? [] };
}

const STRICTEST: readonly Requirement['fallback'][] = ['NONE', 'UPLOAD', 'COMMITMENT'];

function plannedMaterial(
  { itemCodes, ...material }: MergedMaterial,
  items: readonly ServiceItem[],
): ThemePlan['materials'][number] {
  const asking = items
    .flatMap(({ requirements }) => requirements)
    .filter((one) => one.materialCode === material.materialCode && one.subjectRole === material.subjectRole);
  return {
    ...material,
    itemCodes: [...itemCodes],
    onRecord: asking.some(({ alternatives }) => alternatives.length > 0),
    accepts: STRICTEST.find((fallback) => asking.some((one) => one.fallback === fallback)) ?? 'NONE',
  };
}

function codeOf({ code }: { readonly code: string }): string {
  return code;
}

function saved(separately: number, together: number): ThemePlan['saved']['materials'] {
  const percent = separately === 0 ? 0 : Math.round((1000 * (separately - together)) / separately) / 10;
  return { separately, together, percent };
}
