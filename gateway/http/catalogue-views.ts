// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Calendar } from '../../chaincode/domain/catalogue/calendar.js';
import { Consent } from '../../chaincode/domain/catalogue/consent.js';
import { Department, Duty, Purpose } from '../../chaincode/domain/catalogue/department.js';
import { Hall } from '../../chaincode/domain/catalogue/hall.js';
import { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { Instant, Title } from '../../chaincode/domain/catalogue/texts.js';
import { Theme } from '../../chaincode/domain/catalogue/theme.js';
import { DepartmentCode, OwnedCode, Version } from '../../chaincode/domain/names.js';
import { LedgerReference } from '../usecases/ledger-reference.js';
import { NextCursor, pageQuery } from '../usecases/page.js';
import { named, pointTo } from './named.js';

const closed = { additionalProperties: false } as const;

export const DepartmentSchema = named('Department', Department);
export const PurposeSchema = named('Purpose', Purpose);
export const DutySchema = named('Duty', Duty);
export const RecordTypeSchema = named('RecordType', RecordType);
export const ServiceItemSchema = named('ServiceItem', ServiceItem);
export const ThemeSchema = named('Theme', Theme);
export const CalendarSchema = named('Calendar', Calendar);
export const HallSchema = named('Hall', Hall);
export const ConsentSchema = named('Consent', Consent);

const next = NextCursor;

export const DepartmentList = Type.Object(
  { departments: Type.Array(pointTo(DepartmentSchema)), next },
  { $id: 'DepartmentList', ...closed },
);
export const PurposeList = Type.Object(
  { purposes: Type.Array(pointTo(PurposeSchema)), next },
  { $id: 'PurposeList', ...closed },
);
export const DutyList = Type.Object({ duties: Type.Array(pointTo(DutySchema)), next }, { $id: 'DutyList', ...closed });
export const CalendarList = Type.Object(
  { calendars: Type.Array(pointTo(CalendarSchema)), next },
  { $id: 'CalendarList', ...closed },
);
export const HallList = Type.Object({ halls: Type.Array(pointTo(HallSchema)), next }, { $id: 'HallList', ...closed });
export const RecordTypeList = Type.Object(
  { recordTypes: Type.Array(pointTo(RecordTypeSchema)), next },
  { $id: 'RecordTypeList', ...closed },
);

/** What a list of items shows; the whole document stands under its own address. */
export const ItemSummary = Type.Object(
  {
    code: OwnedCode,
    version: Version,
    department: DepartmentCode,
    title: Title,
    promisedWorkingDays: Type.Integer({ minimum: 0 }),
    instant: Type.Boolean(),
    batch: Type.Optional(Type.Integer({ minimum: 1 })),
    materials: Type.Integer({ minimum: 0, description: 'Number of application materials' }),
  },
  { $id: 'ItemSummary', ...closed },
);
export type ItemSummary = Static<typeof ItemSummary>;
export const ItemList = Type.Object({ items: Type.Array(pointTo(ItemSummary)), next }, { $id: 'ItemList', ...closed });

/** What a list of themes shows. */
export const ThemeSummary = Type.Object(
  {
    code: OwnedCode,
    version: Version,
    department: DepartmentCode,
    title: Title,
    promisedWorkingDays: Type.Integer({ minimum: 0 }),
    items: Type.Integer({ minimum: 1, description: 'Number of items that it may consist of' }),
  },
  { $id: 'ThemeSummary', ...closed },
);
export type ThemeSummary = Static<typeof ThemeSummary>;
export const ThemeList = Type.Object(
  { themes: Type.Array(pointTo(ThemeSummary)), next },
  { $id: 'ThemeList', ...closed },
);

/** One version and where on the ledger it was published. */
export const PublishedVersion = Type.Object(
  { version: Version, inForce: Type.Boolean(), publishedAt: Instant, ledger: LedgerReference },
  { $id: 'PublishedVersion', ...closed },
);
export type PublishedVersion = Static<typeof PublishedVersion>;

const versions = Type.Array(pointTo(PublishedVersion));
export const RecordTypeView = Type.Object(
  { recordType: pointTo(RecordTypeSchema), versions },
  { $id: 'RecordTypeView', ...closed },
);
export const ItemView = Type.Object(
  { item: pointTo(ServiceItemSchema), versions, consents: Type.Array(pointTo(ConsentSchema)) },
  { $id: 'ItemView', ...closed },
);

export const ThemeView = Type.Object({ theme: pointTo(ThemeSchema), versions }, { $id: 'ThemeView', ...closed });

export const CataloguePage = Type.Object({ department: Type.Optional(DepartmentCode), ...pageQuery }, closed);
export type CataloguePage = Static<typeof CataloguePage>;
export const CodeParams = Type.Object({ code: OwnedCode }, closed);
export const VersionQuery = Type.Object({ version: Type.Optional(Version) }, closed);
