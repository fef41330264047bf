// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import { Ask, FormField, Requirement, ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { Title } from '../../../chaincode/domain/catalogue/texts.js';
import { Theme } from '../../../chaincode/domain/catalogue/theme.js';
import { DepartmentCode, MemberName, OwnedCode, Version } from '../../../chaincode/domain/names.js';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });
const itemCodes = Type.Array(OwnedCode, { minItems: 1 });
const { code, title } = FormField.properties;

/** The applicant's answers to the theme's questions. */
export const ThemePlanRequest = Type.Object(
  { scenario: ScenarioAnswers },
  { $id: 'ThemePlanRequest', additionalProperties: false },
);
export type ThemePlanRequest = Static<typeof ThemePlanRequest>;

const PlannedItem = Type.Object(
  {
    itemCode: OwnedCode,
    version: Version,
    title: Title,
    department: DepartmentCode,
    promisedWorkingDays: count,
    instant: Type.Boolean(),
    /** Items of this plan whose result it needs. */
    dependsOn: Type.Array(OwnedCode),
  },
  closed,
);

/** One material for all items that ask for it. */
const PlannedMaterial = Type.Object(
  {
    materialCode: Requirement.properties.materialCode,
    subjectRole: MemberName,
    title: Title,
    itemCodes,
    /** Whether records can show it; otherwise the applicant brings it. */
    onRecord: Type.Boolean(),
    /** What does where no record shows it: what the strictest of the items takes. */
    accepts: Requirement.properties.fallback,
  },
  closed,
);

const PlannedSubject = Type.Object({ ...ServiceItem.properties.subjects.items.properties, itemCodes }, closed);

/** Before: item by item, one after the other. Together: as one application. */
const Saved = Type.Object(
  {
    separately: count,
    together: count,
    /** Of what it was before, in percent to one decimal. */
    percent: Type.Number(),
  },
  closed,
);

/** What a theme comes to for these answers. */
export const ThemePlan = Type.Object(
  {
    code: OwnedCode,
    version: Version,
    title: Title,
    items: Type.Array(PlannedItem),
    departments: Type.Array(DepartmentCode),
    /** Items that can be worked on in parallel, once those of the stages before have their results. */
    stages: Type.Array(itemCodes),
    subjects: Type.Array(PlannedSubject),
    materials: Type.Array(PlannedMaterial),
    form: Type.Object(
      {
        /** What records fill in. */
        prefilled: Type.Array(Type.Object({ code, title, itemCodes }, closed)),
        /** What the applicant is asked, once. */
        asks: Type.Array(Type.Object({ ...Ask.properties, itemCodes }, closed)),
      },
      closed,
    ),
    promisedWorkingDays: count,
    saved: Type.Object({ materials: Saved, workingDays: Saved }, closed),
    /** Where results can be collected; absent = at every hall. */
    halls: Theme.properties.halls,
  },
  { $id: 'ThemePlan', additionalProperties: false },
);
export type ThemePlan = Static<typeof ThemePlan>;
