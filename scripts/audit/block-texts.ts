// SPDX-License-Identifier: Apache-2.0
import type { HomeFinding } from '../../gateway/audit-home.js';
import type { AuditCode } from '../../gateway/audit/audit-finding.js';
import type { Bilingual } from '../language.js';
import { findingText as text, type FindingText } from './finding-text.js';

const RESTORE: Bilingual = {
  zh: '停止网关，用 onedoor restore 从备份恢复，并与其他机构留存的区块比对。',
  en: 'Stop the gateway, restore a backup (onedoor restore), and compare with blocks that others keep.',
};
const ASK: Bilingual = {
  zh: '停止写入，查明谁改动过账本文件，从备份恢复。',
  en: 'Stop writing, find out who had the ledger’s files, and restore a backup.',
};
const AUTHORITIES: Bilingual = {
  zh: '与各部门核对其机构根证书，未经其确认不要继续使用。',
  en: 'Ask each department for its root certificate, and do not go on before it confirms.',
};

/** Differences in the ledger itself. */
export const BLOCK_TEXTS = {
  RECORD_DAMAGED: text(
    '区块文件的字节与写入时不同',
    'bytes of the block file are not those that were written',
    RESTORE,
  ),
  BLOCK_UNREADABLE: text('此处没有可读的区块', 'no block can be read here', RESTORE),
  BLOCK_MISSING: text('缺少区块', 'blocks are missing', RESTORE),
  BLOCK_NUMBER: text('区块号与位置不符', 'the block says another number than its place', RESTORE),
  PREVIOUS_HASH: text('未接续前一区块', 'the block does not continue the one before', ASK),
  DATA_HASH: text('交易与区块头不符', 'the transactions are not those of the header', ASK),
  ORDERER_SIGNATURE: text('没有排序节点的有效签名', 'no orderer of the channel signed the block', ASK),
  COMMIT_HASH: text('校验码链断裂', 'the chain over validation codes is broken', ASK),
  VALIDATION_CODE: text('校验码与重放结果不符', 'a validation code is not the one that follows', ASK),
  REPLAY_STOPPED: text(
    '此后无法重算校验码，也未按协议核查',
    'from here on codes cannot be worked out, and nothing was held against the agreement',
    RESTORE,
  ),
  CONFIGURATION_INVALID: text('通道配置无效', 'the configuration of the channel is not valid', AUTHORITIES),
  CONFIGURATION_SIGNATURE: text(
    '配置未经通道规定的各方签名',
    'the configuration is not signed by those whom the channel asks for',
    AUTHORITIES,
  ),
  ROOT_CHANGED: text('某机构的根证书被更换', 'an organisation got another certificate authority', AUTHORITIES),
  POLICY_CHANGED: text(
    '某机构的背书策略不是本机构节点签名',
    'an organisation’s policy is not its own peer’s signature',
    AUTHORITIES,
  ),
  CHAINCODE_POLICY: text(
    '按链码定义，单个机构即可写入涉及多方的内容',
    'by the chaincode’s definition one organisation alone can write what concerns several',
    {
      zh: '查明各部门为何批准该定义，批准并提交要求两个部门背书的定义（onedoor network deploy）。',
      en: 'Find out why departments approved that definition, and have one approved that asks for two (onedoor network deploy).',
    },
  ),
  CERTIFICATE_TIME: text('交易时证书未生效或已过期', 'a certificate was not good at the time of its transaction', {
    zh: '更新该机构的证书（onedoor network renew、onedoor enrol --renew），并核对这些交易。',
    en: 'Renew that organisation’s certificates (onedoor network renew, onedoor enrol), and look into these transactions.',
  }),
  LAST_CONFIGURATION: text('区块所指的配置不是最近一次', 'the block names another configuration than the last', ASK),
  LEDGER_SHORTENED: text(
    '账本比留存的记录短：可能恢复成了旧副本',
    'the ledger is shorter than was noted: it may be an older copy',
    {
      zh: '找到最新的备份或其他机构的副本；其后确认过的业务须逐一核对。',
      en: 'Find the newest backup or another’s copy; what was acknowledged since has to be gone through.',
    },
  ),
  HEAD_DIFFERS: text(
    '留存的区块与此处不同：账本被替换或分叉',
    'the noted block is another one here: replaced or forked',
    ASK,
  ),
} as const satisfies Record<Exclude<HomeFinding['code'], AuditCode>, FindingText>;
