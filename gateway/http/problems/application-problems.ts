// SPDX-License-Identifier: Apache-2.0
import type { APPLICATION_REFUSALS } from '../../../chaincode/domain/application/application-refusals.js';
import type { RefusalRow } from './row.js';

/** Refusals about applications, their tasks, deposits and results. */
export const APPLICATION_PROBLEMS = {
  APPLICATION_UNKNOWN: {
    status: 404,
    title: '没有该办件',
    next: {
      en: 'Check the id; only the departments of an application can see it.',
      zh: '请核对编号；仅办件所涉部门可见。',
    },
  },
  TASK_UNKNOWN: {
    status: 404,
    title: '该办件不含此事项',
    next: { en: 'Name an item of the application.', zh: '请填写该办件所含的事项。' },
  },
  APPLICATION_CONTRADICTED: {
    status: 409,
    title: '申请与办理记录相互矛盾，其中之一曾被改写',
    next: {
      en: 'Have the ledger audited; it names who wrote what. No move is made until then.',
      zh: '请对账本进行审计，查明改写者；在此之前不接受任何办理动作。',
    },
  },
  MOVE_NOT_ALLOWED: {
    status: 409,
    title: '办件在当前状态下不能进行此操作',
    next: {
      en: 'Read the application again; it says where the task stands and which moves are legal.',
      zh: '请重新查询办件，查看当前状态和可进行的操作。',
    },
  },
  REASON_NOT_ALLOWED: {
    status: 422,
    title: '此操作不能使用该理由代码',
    next: { en: 'Use a reason code that the move lists.', zh: '请使用此操作所列的理由代码。' },
  },
  THEME_DIFFERS: {
    status: 422,
    title: '办件的事项与主题不符',
    next: { en: 'Plan the theme again and file what the plan says.', zh: '请重新生成主题办理方案并按方案申报。' },
  },
  ACCESS_FOREIGN: {
    status: 422,
    title: '该调用属于其他部门、事项或办件',
    next: { en: 'Verify the materials for this case and file with that access.', zh: '请为本办件核验材料后再申报。' },
  },
  ACCESS_FILED: {
    status: 409,
    title: '已用该调用申报过办件',
    next: { en: 'Look for the application of that case.', zh: '请查询该办件编号下的办件。' },
  },
  MATERIALS_DIFFER: {
    status: 422,
    title: '材料与事项在此情形下要求的不一致',
    next: {
      en: 'Give each material that the answers call for, once, and no other.',
      zh: '请按情形答案提供所需材料，每项一次，不多不少。',
    },
  },
  MATERIAL_NOT_VERIFIED: {
    status: 422,
    title: '材料标为已有记录，但没有数源部门确认',
    next: {
      en: 'Use what the item accepts instead, or verify the material again.',
      zh: '请使用事项接受的替代方式，或重新核验该材料。',
    },
  },
  MATERIAL_VERIFIABLE: {
    status: 409,
    title: '已有记录的材料不应再向申请人收取',
    next: {
      en: 'Use the record. If you insist, the application says so: repeatCollected.',
      zh: '请使用已有记录；如坚持收取，须在 repeatCollected 中登记为重复收集。',
    },
  },
  SUBSTITUTE_NOT_ACCEPTED: {
    status: 422,
    title: '该事项不接受以此代替记录',
    next: { en: 'Use the fallback that the item names for the material.', zh: '请使用事项为该材料规定的替代方式。' },
  },
  DEPENDENCY_OPEN: {
    status: 409,
    title: '所依赖的事项尚未办结',
    next: { en: 'Wait until the items before it are issued.', zh: '请等待前置事项办结。' },
  },
  DEPOSIT_MISSING: {
    status: 409,
    title: '申请人填写的内容尚未存入责任部门',
    next: { en: 'The filing department deposits it; try again then.', zh: '请待申报部门存入后重试。' },
  },
  DEPOSIT_DIFFERS: {
    status: 422,
    title: '存入的内容与申请所承诺的不一致',
    next: { en: 'Deposit the part whose digest the application holds.', zh: '请存入与办件所载摘要一致的内容。' },
  },
  FORM_INVALID: {
    status: 422,
    title: '填写内容不符合事项表单',
    next: {
      en: 'Fill in the fields that the item declares, the required ones among them.',
      zh: '请按事项声明的字段填写，必填项不可缺。',
    },
  },
  MATERIALS_MISSING: {
    status: 422,
    title: '仍有材料缺失',
    next: {
      en: 'Bring what "missing" lists in the way that it accepts, or file with "fileIncomplete"; of what is filed, request a correction that names it.',
      zh: '请按 missing 所列方式补齐材料，或以 fileIncomplete 先行申报；已申报的办件请发出补正通知，列明所缺材料。',
    },
  },
  CORRECTION_SPENT: {
    status: 409,
    title: '已经一次性告知补正，不得再次要求',
    next: { en: 'Decide on what is there.', zh: '请依据现有材料作出决定。' },
  },
  CORRECTION_INVALID: {
    status: 422,
    title: '补正通知未列明内容、超出事项要求或期限过短',
    next: {
      en: 'Name materials or fields of the item and a day that leaves the time which the item gives.',
      zh: '请列明事项范围内的材料或字段，并给足事项规定的期限。',
    },
  },
  CORRECTION_INCOMPLETE: {
    status: 422,
    title: '补正未涵盖通知所列的全部内容',
    next: { en: 'Answer everything that the notice names.', zh: '请补齐通知所列的全部内容。' },
  },
  CORRECTION_OVERDUE: {
    status: 409,
    title: '补正期限已过',
    next: { en: 'The task can lapse; file anew.', zh: '该办件可按逾期终止处理，请重新申报。' },
  },
  NOT_DUE_YET: {
    status: 409,
    title: '期限尚未届满',
    next: { en: 'Wait until the due day has passed.', zh: '请待期限届满后再操作。' },
  },
  ORIGINALS_INVALID: {
    status: 422,
    title: '核验结果与该办件的上传材料不对应',
    next: { en: 'Give one outcome for each uploaded material.', zh: '请对每项上传材料给出一个核验结果。' },
  },
  ORIGINALS_UNCHECKED: {
    status: 409,
    title: '原件尚未核验，或与上传材料不一致',
    next: { en: 'Compare every original with its upload before handing over.', zh: '请先逐项核验原件，再交付结果。' },
  },
  RESULT_MISSING: {
    status: 409,
    title: '没有为该办件存入此结果',
    next: { en: 'Deposit the result first, then issue it by its record id.', zh: '请先存入结果，再按记录编号发证。' },
  },
  RESULT_FOREIGN: {
    status: 422,
    title: '记录类型不是该事项的结果类型',
    next: { en: 'Use the record type that the item results in.', zh: '请使用该事项规定的结果数据类型。' },
  },
  RULES_NOT_HELD: {
    status: 409,
    title: '不符合即办条件：有材料未由有效记录证明',
    next: { en: 'Accept and review the task instead.', zh: '请改按普通程序受理和审查。' },
  },
} as const satisfies Readonly<Record<keyof typeof APPLICATION_REFUSALS, RefusalRow>>;
