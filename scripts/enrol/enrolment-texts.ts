// SPDX-License-Identifier: Apache-2.0
import type {
  EnrolmentFailed,
  EnrolmentFault,
  EnrolmentPlace,
} from '../../gateway/ledger/fabric/wallet/enrolment-failed.js';
import type { IdentityUnusable } from '../../gateway/ledger/fabric/wallet/wallet.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { Bilingual } from '../language.js';

interface Row {
  readonly exitCode: ExitCode;
  readonly text: (place: EnrolmentPlace) => Bilingual;
}

/** What happened at which CA, and what to do next. */
const ROWS: Readonly<Record<EnrolmentFault, Row>> = {
  PROFILE_UNUSABLE: {
    exitCode: EXIT.USAGE,
    text: ({ node, id, reason = '' }) => ({
      zh: `没有可用的 ${id} 连接配置（connections/${id}.json），因此找不到 ${node}：${reason}。请先启动网络（npm run network -- up），或用 ONEDOOR_NETWORK_FOLDER 指定其目录。`,
      en: `No connection profile of ${id} can be used (connections/${id}.json), so ${node} is not known: ${reason}. Bring the network up first (npm run network -- up), or name its folder with ONEDOOR_NETWORK_FOLDER.`,
    }),
  },
  NO_SECRET: {
    exitCode: EXIT.USAGE,
    text: ({ node, id }) => ({
      zh: `没有 ${id} 的一次性登记密码。请 ${node} 的管理员登记该身份，并把其 id 和密码写入 enrolments 目录下的部门文件。`,
      en: `There is no enrolment secret for ${id}. Have the registrar of ${node} register it, and put its id and secret into the department's file under enrolments.`,
    }),
  },
  CA_UNREACHABLE: {
    exitCode: EXIT.UNAVAILABLE,
    text: ({ node, id }) => ({
      zh: `${node} 没有应答，${id} 未登记。请检查该节点是否运行（npm run network -- status），然后重试。`,
      en: `${node} does not answer, and ${id} was not enrolled. See whether it runs (npm run network -- status), then try again.`,
    }),
  },
  CA_UNTRUSTED: {
    exitCode: EXIT.FAILED_CHECK,
    text: ({ node }) => ({
      zh: `${node} 出示的 TLS 证书不被连接配置认可。若 CA 已更换，请向其管理员索取新的连接配置；否则不要继续。`,
      en: `${node} shows a TLS certificate that the connection profile does not vouch for. If the CA was replaced, ask its administrator for the new profile; otherwise do not go on.`,
    }),
  },
  SECRET_REFUSED: {
    exitCode: EXIT.FAILED_CHECK,
    text: ({ node, id }) => ({
      zh: `${node} 拒绝了 ${id} 的登记密码：已被使用过，或不正确。请该 CA 的管理员重新发放。若无人应当用过它，请将该身份吊销。`,
      en: `${node} refuses the enrolment secret of ${id}: it was used before, or is wrong. Have its registrar give a new one; if nobody should have used it, have the identity revoked.`,
    }),
  },
  CERTIFICATE_REFUSED: {
    exitCode: EXIT.FAILED_CHECK,
    text: ({ node, id }) => ({
      zh: `${node} 不为 ${id} 续期：其证书已被吊销，或该 CA 不认识它。请该 CA 的管理员重新登记。`,
      en: `${node} does not renew ${id}: its certificate was revoked, or is not known there. Have its registrar register it again.`,
    }),
  },
  CERTIFICATE_EXPIRED: {
    exitCode: EXIT.FAILED_CHECK,
    text: ({ node, id }) => ({
      zh: `${id} 的证书已过期，${node} 无法续期。请该 CA 的管理员发放新的登记密码，删除钱包中的旧身份后重新运行 onedoor enrol。`,
      en: `The certificate of ${id} has expired, so ${node} cannot renew it. Have its registrar give a new enrolment secret, remove the old identity from the wallet, and run onedoor enrol again.`,
    }),
  },
  CA_REFUSED: {
    exitCode: EXIT.FAILED_CHECK,
    text: ({ node, id, reason }) => ({
      zh: `${node} 拒绝 ${id}：${reason ?? '未说明原因'}。`,
      en: `${node} refuses ${id}: ${reason ?? 'no reason given'}.`,
    }),
  },
};

/** An enrolment that failed, as the command line says it. */
export function enrolmentFailure(error: EnrolmentFailed): CommandFailure {
  const { exitCode, text } = ROWS[error.code];
  return new CommandFailure(exitCode, text(error.place), { cause: error });
}

/** An identity of the wallet that cannot be used, as the command line says it. */
export function walletFailure(error: IdentityUnusable): CommandFailure {
  const { label, code } = error;
  const zh = {
    NOT_ENROLLED: `钱包中没有身份 ${label}；请先运行 npx onedoor enrol。`,
    UNREADABLE: `钱包中的身份 ${label} 无法读取；请删除其文件后重新登记。`,
    FOREIGN: `钱包中的身份 ${label} 属于另一组织；请删除其文件后重新登记。`,
    EXPIRED: `${label} 的证书已过期；请该 CA 的管理员允许重新登记。`,
  }[code];
  return new CommandFailure(EXIT.FAILED_CHECK, { zh, en: error.message }, { cause: error });
}
