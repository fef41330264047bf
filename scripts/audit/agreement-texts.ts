// SPDX-License-Identifier: Apache-2.0
import type { AuditCode } from '../../gateway/audit/audit-finding.js';
import type { Bilingual } from '../language.js';
import { findingText as text, type FindingText } from './finding-text.js';

const SIGNERS: Bilingual = {
  zh: '由审计机构询问该交易的提交者和背书部门；该内容不作为事实显示。',
  en: 'The auditor asks the department that sent it and those that endorsed it; nothing shows it as a fact.',
};
const SOURCE: Bilingual = {
  zh: '由审计机构询问作出结论的部门，并复核依此办理的案件。',
  en: 'The auditor asks the source that stated it, and has the case that rests on it looked at again.',
};
const READER: Bilingual = {
  zh: '由审计机构询问数据使用部门及见证部门，并通知相关人员所在部门。',
  en: 'The auditor asks the reader and its witness, and tells the departments of those concerned.',
};
const FILER: Bilingual = {
  zh: '由审计机构询问申报部门及见证部门，并复核该办件。',
  en: 'The auditor asks the filing department and its witness, and has the application looked at again.',
};
const DECIDER: Bilingual = {
  zh: '由审计机构询问办理部门及见证部门，并复核该事项的决定。',
  en: 'The auditor asks the department that decided and its witness, and has the decision looked at again.',
};
const REBUILD: Bilingual = {
  zh: '停止网关并运行 onedoor readmodel rebuild；查明谁改动过该文件。',
  en: 'Stop the gateway, run onedoor readmodel rebuild, and find out who had the file.',
};

/** Differences between what stands on the ledger and the agreement. */
export const AGREEMENT_TEXTS = {
  NOT_HASHED: text('部门声明未写入其部门的集合', 'a statement whose department did not write its hash', SIGNERS),
  NOT_STAMPED: text('公开文件没有所属部门的印记', 'a public document without its department’s stamp', SIGNERS),
  SHAPE_UNKNOWN: text('格式不属于本协议', 'not a document of any known shape', SIGNERS),
  KEY_FOREIGN: text('文件不在应在的键下', 'a document under a key that is not its own', SIGNERS),
  NOT_ITS_OWN: text('部门声明了不属于它的内容', 'a department states what is another’s', SIGNERS),
  REWRITTEN: text('不可变更的内容被改写', 'what never changes was written again', SIGNERS),
  VERSION_NOT_NEXT: text('目录版本不连续', 'a catalogue version that does not follow', SIGNERS),
  NOT_ASKED: text(
    '未被询问的部门作出结论',
    'a conclusion of no believed access, or of a source that was not asked',
    SOURCE,
  ),
  ACCESS_DIFFERS: text('结论所依据的调用与账本不同', 'a conclusion about other bytes than those of the access', SOURCE),
  HEAD_WENT_BACK: text('用证记录的表头后退，抹去了行', 'a diary’s head took rows back', READER),
  NOT_FILED: text('没有对应的办件或事项', 'a task of no believed application', SIGNERS),
  MOVE_NOT_LEGAL: text('办理动作不符合动作表', 'a move that the table of moves does not let be made', SIGNERS),
  DELETED: text('公开内容被删除', 'a public key was deleted', SIGNERS),
  TIME_AHEAD: text('交易时间晚于前后区块', 'a transaction’s time is ahead of the blocks around it', SIGNERS),
  TIME_BEHIND: text('交易时间早于前后区块', 'a transaction’s time is behind the blocks around it', SIGNERS),
  DOCUMENT_TIME: text('文件时间与交易时间不同', 'a document says another time than its transaction', SIGNERS),
  REGISTER_REWRITTEN: text(
    '登记条目与此前的内容或状态不相承接',
    'a register entry does not follow from what it was before',
    SIGNERS,
  ),
  DIARY_HEAD_ALONE: text('用证记录的表头增长但没有对应的行', 'a diary’s head grew without a row', READER),
  DIARY_HEAD_PUSHED: text(
    '用证记录表头的序号或时间被推后',
    'a diary’s head says another number, hash or time than its row',
    READER,
  ),
  DIARY_ROW_MISPLACED: text('用证记录的行不接续表头', 'a diary’s row does not follow its head', READER),
  DIARY_ROW_ALONE: text('增加了行但表头未变', 'a diary’s row came without its head', READER),
  STAMPED_LATER: text(
    '公开文件在另一笔交易中才盖印',
    'a document was stamped in another transaction than its own',
    READER,
  ),
  HASH_UNEXPLAINED: text(
    '部门集合中的哈希没有对应文件',
    'a hash in a department’s collection belongs to no document',
    SIGNERS,
  ),
  TICKET_NOT_GOOD: text('主体票据无效', 'an access without a good ticket', READER),
  DECISION_DIFFERS: text('调用的决定与规则不符', 'an access was decided otherwise than the rules say', READER),
  CONCLUSION_NOT_OPEN: text('在调用有效期外作出结论', 'a conclusion outside the time of its access', SOURCE),
  ITEM_DIFFERS: text('所依据的事项版本与生效版本不同', 'rests on other bytes of the item than those published', SOURCE),
  VERDICTS_INCOMPLETE: text('结论未覆盖所询证据', 'the evidence asked for is not what was answered', SOURCE),
  VERDICT_RECORD: text('结论与所引记录不符', 'a verdict that its record does not bear out', SOURCE),
  VERDICT_REFUSAL: text('拒绝与授权情况不符', 'refused, or not, against the consents in force', SOURCE),
  GRANT_BEYOND_PLAN: text('授予超出计划的数据项', 'a grant beyond the plan of the access', SOURCE),
  FILING_UNFOUNDED: text('申报所依据的调用或材料不成立', 'a filing that its access and sources do not bear out', FILER),
  MOVE_UNFOUNDED: text('办理动作缺少所需的表单或结果', 'a move rests on a form or a result that is not there', DECIDER),
  CLOCK_DIFFERS: text('期限与工作日历不符', 'days that do not follow from the calendars', DECIDER),
  STATUS_UNMARKED: text('记录状态已变更但未向各节点标明', 'a record’s status changed without its mark', SIGNERS),
  READ_MODEL_DIFFERS: text('读模型与区块不一致', 'the tables that are served are not those of the blocks', REBUILD),
} as const satisfies Record<AuditCode, FindingText>;
