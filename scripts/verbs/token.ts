// SPDX-License-Identifier: Apache-2.0
import { Option } from 'commander';
import type { Command } from 'commander';
import { Value } from 'typebox/value';
import { OfficerHandle } from '../../chaincode/domain/names.js';
import { ROLES } from '../../chaincode/domain/roles.js';
import type { Role } from '../../chaincode/domain/roles.js';
import { definitionOf } from '../../gateway/definition-of.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { demoToken } from '../local/demo-token.js';
import { localConfig } from '../local/local-home.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

interface TokenOptions {
  readonly department: string;
  readonly role: Role;
  readonly officer?: string;
  readonly json?: true;
}

/** `onedoor token`: a demo token, good for eight hours. */
export function tokenVerb(): Command {
  const command = verb('token', { zh: '签发一个演示令牌（8 小时有效）', en: 'issue a demo token, good for 8 hours' })
    .requiredOption('--department <code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .addOption(new Option('--role <role>', inLanguage({ zh: '角色', en: 'role' })).choices(ROLES).makeOptionMandatory())
    .option('--officer <handle>', inLanguage({ zh: '经办人代号', en: 'handle of the officer' }));
  return withJson(command).action(token);
}

async function token({ department, role, officer = `demo-${role}`, json }: TokenOptions): Promise<void> {
  demandDepartment(department);
  if (!Value.Check(OfficerHandle, officer)) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: '经办人代号只能由小写字母、数字和连字符组成，2 至 32 个字符。',
      en: 'An officer handle has 2 to 32 lower-case letters, digits and hyphens.',
    });
  }
  const text = await demoToken({ department, role, officer });
  if (json === true) printJson({ token: text, department, role, officer });
  else printResult(text);
}

function demandDepartment(code: string): void {
  const known = definitionOf(localConfig()).departments.map((department) => department.code);
  if (known.includes(code)) return;
  throw new CommandFailure(EXIT.USAGE, {
    zh: `没有部门 ${code}；有：${known.join('、')}。`,
    en: `There is no department ${code}; there are: ${known.join(', ')}.`,
  });
}
