// SPDX-License-Identifier: Apache-2.0
import { Option } from 'commander';
import type { Command } from 'commander';
import { ROLES } from '../../chaincode/domain/roles.js';
import type { Role } from '../../chaincode/domain/roles.js';
import type { EnrolmentStep } from '../../gateway/ledger/fabric/wallet/enrol-missing.js';
import { counted } from '../counted.js';
import type { Enrolled } from '../enrol/enrol-departments.js';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';
import { localConfig } from '../local/local-home.js';
import { printJson, printResult, tell } from '../output.js';
import { verb, withJson } from './verb.js';
import { whole } from './whole.js';

interface EnrolOptions {
  readonly department?: readonly string[];
  readonly role?: readonly Role[];
  readonly renew?: true;
  readonly withinDays?: number;
  readonly tls?: true;
  readonly host?: readonly string[];
  readonly json?: true;
}

/** `onedoor enrol`: gets the identities of this gateway from the departments' CAs. */
export function enrolVerb(): Command {
  const command = verb('enrol', {
    zh: '从各部门 CA 登记网关在 Fabric 网络上的身份',
    en: "get this gateway's identities on a Fabric network from the departments' CAs",
  })
    .addOption(
      new Option(
        '--department <code...>',
        inLanguage({
          zh: '部门（默认：本网关代表的全部部门）',
          en: 'departments (default: all that this gateway hosts)',
        }),
      ),
    )
    .addOption(
      new Option(
        '--role <role...>',
        inLanguage({
          zh: '角色（默认：有登记密码的全部角色）',
          en: 'roles (default: all for which there is a secret)',
        }),
      ).choices(ROLES),
    )
    .option(
      '--renew',
      inLanguage({ zh: '为已有身份续期，各用新密钥', en: 'renew what is there, each under a new key' }),
    )
    .option(
      '--within-days <days>',
      inLanguage({ zh: '仅续期在此天数内到期的身份', en: 'renew only what ends within so many days' }),
      whole(0, 36_500),
    );
  return withJson(withTls(command)).action(enrol);
}

function withTls(command: Command): Command {
  return command
    .option(
      '--tls',
      inLanguage({
        zh: '同时取得连接化名服务所用的 TLS 证书（目录 tls/<部门>）',
        en: 'get TLS certificates towards the pseudonym service too (folder tls/<department>)',
      }),
    )
    .option(
      '--host <name...>',
      inLanguage({ zh: 'TLS 证书中的主机名（提供服务时）', en: 'host names of the TLS certificate (of a service)' }),
    );
}

async function enrol({ department, role, renew, withinDays, tls, host = [], json }: EnrolOptions): Promise<void> {
  // Only here, because Fabric's client comes with it.
  const { enrolDepartments } = await import('../enrol/enrol-departments.js');
  const enrolled = await enrolDepartments(localConfig(), {
    ...(department === undefined ? {} : { departments: department }),
    ...(role === undefined ? {} : { roles: role }),
    ...(renew === undefined && withinDays === undefined
      ? {}
      : { renew: withinDays === undefined ? {} : { withinDays } }),
    ...(tls === undefined ? {} : { tls: { hosts: host } }),
    onProgress: (step) => {
      tell(progress(step));
    },
  });
  if (json === true) printJson(enrolled);
  else printResult(inLanguage(summary(enrolled)));
}

function progress({ label, outcome }: EnrolmentStep): Bilingual {
  const zh = { ENROLLED: '已登记', PRESENT: '已有', RENEWED: '已续期' }[outcome];
  const en = { ENROLLED: 'enrolled', PRESENT: 'is there', RENEWED: 'renewed' }[outcome];
  return { zh: `  ${label}  ${zh}`, en: `  ${label}  ${en}` };
}

function summary({ wallet, identities, tls }: Enrolled): Bilingual {
  const changed = identities.filter(({ outcome }) => outcome !== 'PRESENT').length;
  const folders =
    tls.length === 0
      ? { zh: '', en: '' }
      : { zh: `，TLS 证书 ${tls.length} 份`, en: `, ${counted(tls.length, 'TLS certificate')}` };
  return {
    zh: `${wallet}：身份 ${identities.length} 个，新登记或续期 ${changed} 个${folders.zh}`,
    en: `${wallet}: ${counted(identities.length, 'identity', 'identities')}, ${changed} of them new or renewed${folders.en}`,
  };
}
