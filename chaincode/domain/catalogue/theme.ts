// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { OwnedCode, PlainCode, Version } from '../names.js';
import { Predicate, ScenarioQuestion } from './service-item.js';
import { Title } from './texts.js';

/** An item that a theme may consist of. */
export const ThemeItem = Type.Object(
  {
    itemCode: OwnedCode,
    /** Predicate over the theme's `answer` alone; absent = always part of it. */
    when: Type.Optional(Predicate),
    /** Items of the theme whose result this one needs; those that a case leaves out are not waited for. */
    dependsOn: Type.Array(OwnedCode, { maxItems: 20, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type ThemeItem = Static<typeof ThemeItem>;

/** No theme takes longer, whatever its items promise. */
export const THEME_WORKING_DAYS = 15;

/**
 * Several items as one application. Published by its lead department. The answers to its questions are answers to
 * questions of the same name of its items; roles of the same name are one subject.
 */
export const Theme = Type.Object(
  {
    v: Type.Literal(1),
    code: OwnedCode,
    version: Version,
    title: Title,
    /** For whom it is, and what comes of it. */
    description: Type.Optional(Title),
    scenario: Type.Array(ScenarioQuestion, { maxItems: 20 }),
    items: Type.Array(ThemeItem, { minItems: 1, maxItems: 20 }),
    promisedWorkingDays: Type.Integer({ minimum: 0, maximum: 365 }),
    /** What it took item by item, as published: materials handed in, working days. */
    baseline: Type.Object(
      {
        materials: Type.Integer({ minimum: 1, maximum: 1000 }),
        workingDays: Type.Integer({ minimum: 1, maximum: 1000 }),
      },
      { additionalProperties: false },
    ),
    /** Where results can be collected; absent = at every hall. */
    halls: Type.Optional(Type.Array(PlainCode, { minItems: 1, maxItems: 50, uniqueItems: true })),
    legalReference: Title,
  },
  { additionalProperties: false },
);
export type Theme = Static<typeof Theme>;
