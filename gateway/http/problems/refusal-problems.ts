// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { RefusalRow } from './row.js';

/** Refusals about the request itself, who sends it, and the catalogue. */
const REQUEST_AND_CATALOGUE = {
  REQUEST_MALFORMED: {
    status: 400,
    title: '请求格式与约定不符',
    next: {
      en: 'Compare the request with /docs; errors names the places.',
      zh: '请对照 /docs 检查请求，errors 指出了具体位置。',
    },
  },
  TRANSIENT_MISSING: {
    status: 400,
    title: '请求的私密部分缺失或格式不符',
    next: { en: 'Send the request through the gateway of your department.', zh: '请通过本部门网关发送请求。' },
  },
  ROLE_NOT_ENTITLED: {
    status: 403,
    title: '该角色无权进行此操作',
    next: { en: 'Use a token with a role that this route names.', zh: '请使用本接口所列角色的令牌。' },
  },
  DEPARTMENT_NOT_ENTITLED: {
    status: 403,
    title: '该部门无权进行此操作',
    next: { en: 'Only the department that is responsible may do this.', zh: '仅责任部门可以进行此操作。' },
  },
  DEPARTMENT_UNKNOWN: {
    status: 404,
    title: '没有该部门的登记',
    next: { en: 'The departments are listed under /v1/departments.', zh: '部门列表见 /v1/departments。' },
  },
  TIME_WENT_BACK: {
    status: 409,
    title: '交易时间早于所修改内容的时间',
    next: { en: 'Check the clock of the gateway and send again.', zh: '请检查网关时钟后重新发送。' },
  },
  VERSION_NOT_NEXT: {
    status: 409,
    title: '版本号与账本上的版本不衔接',
    next: { en: 'Publish the version that follows the one in force.', zh: '请发布现行版本的下一个版本。' },
  },
  CATALOGUE_INVALID: {
    status: 422,
    title: '目录文件自相矛盾或与所引用内容不符',
    next: { en: 'Correct the document at the place that pointer names.', zh: '请修改 pointer 所指位置。' },
  },
  PREDICATE_NOT_ALLOWED: {
    status: 422,
    title: '条件表达式使用了不允许的内容',
    next: { en: 'Use claims, answers and the listed functions only.', zh: '只能使用数据项、情形答案和所列函数。' },
  },
  RECORD_TYPE_UNKNOWN: {
    status: 404,
    title: '目录中没有该数据类型',
    next: { en: 'The record types are listed under /v1/record-types.', zh: '数据类型列表见 /v1/record-types。' },
  },
  ITEM_UNKNOWN: {
    status: 404,
    title: '目录中没有该事项',
    next: { en: 'The service items are listed under /v1/items.', zh: '事项列表见 /v1/items。' },
  },
  THEME_UNKNOWN: {
    status: 404,
    title: '目录中没有该主题',
    next: { en: 'The themes are listed under /v1/themes.', zh: '主题列表见 /v1/themes。' },
  },
  THEME_CYCLE: {
    status: 422,
    title: '主题中的事项互相等待',
    next: {
      en: 'Take out one of the dependsOn through which the item waits for itself.',
      zh: '请去掉使该事项等待其自身的 dependsOn 之一。',
    },
  },
  HALL_UNKNOWN: {
    status: 422,
    title: '目录中没有该服务大厅',
    next: { en: 'The service halls are listed under /v1/halls.', zh: '服务大厅列表见 /v1/halls。' },
  },
  CALENDAR_MISSING: {
    status: 422,
    title: '目录中没有该年度的工作日历',
    next: {
      en: 'The data bureau publishes the calendar of that year; those there are stand under /v1/calendars.',
      zh: '请数据管理局发布该年度的工作日历；现有的见 /v1/calendars。',
    },
  },
  PURPOSE_UNKNOWN: {
    status: 422,
    title: '目录中没有该用途',
    next: { en: 'Use a purpose code of the catalogue.', zh: '请使用目录中的用途代码。' },
  },
  DUTY_UNKNOWN: {
    status: 422,
    title: '目录中没有该职责',
    next: { en: 'Use a duty code of the catalogue.', zh: '请使用目录中的职责代码。' },
  },
  VERSION_UNKNOWN: {
    status: 422,
    title: '目录中没有该版本',
    next: { en: 'Read the version in force from the catalogue.', zh: '请从目录读取现行版本。' },
  },
  CLAIM_UNKNOWN: {
    status: 422,
    title: '该数据类型没有此数据项',
    next: {
      en: 'The claims of a record type stand under /v1/record-types/{code}.',
      zh: '数据项见 /v1/record-types/{code}。',
    },
  },
  CLAIM_NOT_SHARED: {
    status: 422,
    title: '该数据项不予共享',
    next: { en: 'Leave the claim out.', zh: '请去掉该数据项。' },
  },
  CONSENT_UNKNOWN: {
    status: 422,
    title: '没有该授权（共享同意）',
    next: { en: 'Check item and version.', zh: '请核对事项和版本。' },
  },
} as const satisfies Partial<Record<RefusalCode, RefusalRow>>;

/** Refusals about what departments attest. */
const REGISTER = {
  NOT_ACCREDITED: {
    status: 422,
    title: '该部门未获准存证此类数据',
    next: { en: 'Ask the data bureau for an accreditation.', zh: '请向数据局申请存证资格。' },
  },
  CLAIMS_INVALID: {
    status: 422,
    title: '数据项与数据类型不符',
    next: { en: 'Correct the claim at the place that pointer names.', zh: '请修改 pointer 所指的数据项。' },
  },
  CLAIMS_TOO_LARGE: {
    status: 422,
    title: '单条记录的数据项超过 16 KiB',
    next: { en: 'Shorten the claims of this record.', zh: '请缩短该记录的数据项。' },
  },
  VALIDITY_INVALID: {
    status: 422,
    title: '记录的截止日期早于起始日期，或日期不存在',
    next: { en: 'Correct the dates of this record.', zh: '请更正该记录的日期。' },
  },
  REGISTER_FULL: {
    status: 422,
    title: '该主体此类记录已达 16 条',
    next: {
      en: 'Check whether one source record was imported under many numbers.',
      zh: '请检查同一来源记录是否以多个编号导入。',
    },
  },
  RECORD_UNKNOWN: {
    status: 404,
    title: '登记簿中没有该记录',
    next: {
      en: 'Check the record id; only its department and auditors can see it.',
      zh: '请核对记录编号；仅其所属部门和审计员可见。',
    },
  },
  STATUS_CHANGE_NOT_ALLOWED: {
    status: 409,
    title: '记录不能由当前状态变更为该状态',
    next: {
      en: 'Read the record: final states do not change any more, and a change counts from a day that has come.',
      zh: '请先查询记录：终态不可再变更，且变更日期不得晚于今天。',
    },
  },
} as const satisfies Partial<Record<RefusalCode, RefusalRow>>;

export const REFUSAL_PROBLEMS = { ...REQUEST_AND_CATALOGUE, ...REGISTER } as const;
