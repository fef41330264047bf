// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { RefusalRow } from './row.js';

/** Refusals about reading: legal basis, tickets, accesses, releases, inquiries. */
export const ACCESS_PROBLEMS = {
  AUTHORISATIONS_NOT_AVAILABLE: {
    status: 422,
    title: '暂不支持本人授权或委托授权的调用',
    next: { en: 'Use a statutory basis with a duty of your department.', zh: '请使用本部门职责作为法定依据。' },
  },
  PURPOSE_NOT_COVERED: {
    status: 422,
    title: '该用途不属于数据使用部门',
    next: { en: 'Use a purpose that names your department.', zh: '请使用包含本部门的用途。' },
  },
  DUTY_NOT_COVERED: {
    status: 422,
    title: '该职责不涵盖此部门、数据类型或数据项',
    next: { en: 'Use a duty that covers what the item asks for.', zh: '请使用涵盖该事项所需数据的职责。' },
  },
  MATERIAL_NOT_DECLARED: {
    status: 422,
    title: '该事项未声明此材料',
    next: { en: 'Ask only for materials that the item declares.', zh: '只能核验事项声明的材料。' },
  },
  FIELD_NOT_DECLARED: {
    status: 422,
    title: '该事项未声明此字段',
    next: { en: 'Ask only for fields that the item declares.', zh: '只能获取事项声明的字段。' },
  },
  SUBJECTS_INVALID: {
    status: 422,
    title: '办件主体与事项规定不符',
    next: {
      en: 'Give the subjects that the item names, each of its kind.',
      zh: '请按事项规定提供各主体，类型须一致。',
    },
  },
  TICKET_INVALID: {
    status: 422,
    title: '主体票据并非由化名服务签发',
    next: { en: 'Send the verification again; a new ticket is made.', zh: '请重新发起核验，系统将生成新票据。' },
  },
  TICKET_EXPIRED: {
    status: 422,
    title: '主体票据已过期',
    next: { en: 'Send the verification again; a new ticket is made.', zh: '请重新发起核验，系统将生成新票据。' },
  },
  TICKET_FOREIGN: {
    status: 422,
    title: '主体票据属于其他部门、事项或办件',
    next: { en: 'Use the ticket only for the case for which it was made.', zh: '票据只能用于其所属办件。' },
  },
  ACCESS_REPLAYED: {
    status: 409,
    title: '主体票据已被使用',
    next: { en: 'Send the verification again; a new ticket is made.', zh: '请重新发起核验，系统将生成新票据。' },
  },
  ACCESS_UNKNOWN: {
    status: 404,
    title: '没有该已提交的调用',
    next: {
      en: 'Check the id; only the reading department and auditors can see it.',
      zh: '请核对编号；仅数据使用部门和审计员可见。',
    },
  },
  DIARY_NOT_SHOWN: {
    status: 409,
    title: '未能证明该调用在主体用证记录中直至最新位置',
    next: {
      en: 'Ask the source again with the rows that were added since; if that fails, have the diary audited.',
      zh: '请附上其后新增的各行再次请求数源部门；如仍失败，请对该用证记录进行审计。',
    },
  },
  ACCESS_EXPIRED: {
    status: 409,
    title: '该调用已关闭',
    next: { en: 'Send a new verification.', zh: '请重新发起核验。' },
  },
  ACCESS_REFUSED: {
    status: 409,
    title: '该调用在打开时已被拒绝',
    next: { en: 'Read its refusal code, mend the request and send a new one.', zh: '请查看拒绝代码，修改后重新发起。' },
  },
  ACCESS_CONCLUDED: {
    status: 409,
    title: '数源部门已给出该调用的结论',
    next: { en: 'Read the verification; its verdicts stand.', zh: '请查询该核验，结论已生效。' },
  },
  ACCESS_NOT_CONCLUDED: {
    status: 409,
    title: '数源部门尚未给出该调用的结论',
    next: { en: 'Wait for the conclusion of the source.', zh: '请等待数源部门给出结论。' },
  },
  ANSWERS_NOT_COMMITTED: {
    status: 422,
    title: '情形答案与调用所承诺的不一致',
    next: { en: 'Send a new verification with the answers of the case.', zh: '请用办件的情形答案重新发起核验。' },
  },
  CONSENT_MISSING: {
    status: 422,
    title: '数源部门未同意以此方式使用该数据项',
    next: {
      en: 'Ask the source department for its consent to the item version.',
      zh: '请向数源部门申请对该事项版本的共享同意。',
    },
  },
  VALUES_NOT_GRANTED: {
    status: 422,
    title: '该调用未获准读取此数源的数据值',
    next: { en: 'Use the verdicts; values are a separate grant.', zh: '请使用核验结论；数据值须另行授权。' },
  },
} as const satisfies Partial<Record<RefusalCode, RefusalRow>>;
