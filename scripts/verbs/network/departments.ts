// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Value } from 'typebox/value';
import { DepartmentDefinition } from '../../../network/definitions/definition.js';
import type { ConfigurationChange } from '../../../network/native/operations/configuration/make-proposal.js';
import type { Operation } from '../../../network/native/operations/operation.js';
import { CommandFailure } from '../../command-failure.js';
import { EXIT } from '../../exit-codes.js';
import { inLanguage } from '../../language.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { operate } from './operating.js';

interface AddOptions {
  readonly mspId: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly proposal?: string;
  readonly json?: true;
}

interface RevokeOptions {
  readonly proposal?: string;
  readonly json?: true;
}

/** `onedoor network add-department <code>`: a further department on the running channel. */
export function addDepartmentVerb(): Command {
  const command = verb('add-department', {
    zh: '在运行中的通道上增加一个部门；中断后再次运行即可继续',
    en: 'take a further department into the running channel; run again, it goes on where it stopped',
  })
    .argument('<code>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .requiredOption('--msp-id <id>', inLanguage({ zh: 'MSP id，如 TaxMSP', en: 'MSP id, as TaxMSP' }))
    .requiredOption('--title-zh <text>', inLanguage({ zh: '中文名称', en: 'its name in Chinese' }))
    .requiredOption('--title-en <text>', inLanguage({ zh: '英文名称', en: 'its name in English' }));
  return withProposal(withJson(command)).action(addDepartment);
}

/** `onedoor network revoke <department> <identity>`: its certificates count no more. */
export function revokeVerb(): Command {
  const command = verb('revoke', {
    zh: '吊销某身份的全部证书，并写入通道配置',
    en: "revoke every certificate of an identity, in the channel's configuration too",
  })
    .argument('<department>', inLanguage({ zh: '部门代码', en: 'department code' }))
    .argument('<identity>', inLanguage({ zh: '身份，如 gateway-officer', en: 'identity, as gateway-officer' }));
  return withProposal(withJson(command)).action(revoke);
}

function withProposal(command: Command): Command {
  return command.option(
    '--proposal <file>',
    inLanguage({
      zh: '只做本部门的部分，把通道配置变更写成提案文件，供各部门分别签名',
      en: "do the department's own part only, and write the change of the channel's configuration as a proposal to be signed elsewhere",
    }),
  );
}

async function addDepartment(code: string, { proposal, json, ...told }: AddOptions): Promise<void> {
  const {
    addDepartment: add,
    admission,
    prepareDepartment,
  } = await import('../../../network/native/operations/add-department.js');
  const { mspId, titleZh, titleEn } = told;
  const department: unknown = { code, mspId, title: { zh: titleZh, en: titleEn }, bodies: [] };
  if (!Value.Check(DepartmentDefinition, department)) throw notADepartment(department);
  if (proposal !== undefined) {
    await operate(async (operation) => {
      const site = await prepareDepartment(operation, department);
      await writeChange(operation, admission(site, department), proposal);
    });
    reportProposal(proposal, json);
    return;
  }
  await operate((operation) => add(operation, department));
  if (json === true) printJson({ department: code, mspId });
  else printResult(inLanguage({ zh: `${code} 已加入通道。`, en: `${code} is on the channel.` }));
}

async function revoke(department: string, identity: string, { proposal, json }: RevokeOptions): Promise<void> {
  const { revokeAtAuthority, revokeIdentity } = await import('../../../network/native/operations/revoke-identity.js');
  if (proposal !== undefined) {
    const isWritten = await operate(async (operation) => {
      const change = await revokeAtAuthority(operation, department, identity);
      if (change !== undefined) await writeChange(operation, change, proposal, department);
      return change !== undefined;
    });
    if (isWritten) reportProposal(proposal, json);
    else reportRevoked({ department, identity }, json);
    return;
  }
  const sequence = await operate((operation) => revokeIdentity(operation, department, identity));
  reportRevoked({ department, identity, ...(sequence === undefined ? {} : { sequence }) }, json);
}

interface RevokedIdentity {
  readonly department: string;
  readonly identity: string;
  /** Of the channel's configuration; none for who is unknown there. */
  readonly sequence?: number;
}

function reportRevoked(revoked: RevokedIdentity, json?: true): void {
  const { department, identity, sequence } = revoked;
  if (json === true) printJson(revoked);
  else if (sequence === undefined) {
    printResult(
      inLanguage({
        zh: `${department} 的 ${identity} 的 TLS 证书已吊销；化名服务从下一次连接起拒绝它。通道上没有该身份。`,
        en: `The TLS certificates of ${identity} of ${department} are revoked; the pseudonym service refuses them from the next connection on. The channel knows no such identity.`,
      }),
    );
  } else {
    printResult(
      inLanguage({
        zh: `${department} 的 ${identity} 已吊销；通道配置第 ${sequence} 版起生效。`,
        en: `${identity} of ${department} is revoked, from configuration ${sequence} of the channel on.`,
      }),
    );
  }
}

async function writeChange(
  operation: Operation,
  change: ConfigurationChange,
  file: string,
  department = operation.site.state.definition.departments[0]?.code ?? '',
): Promise<void> {
  const { proposeChange } = await import('../../../network/native/operations/change-configuration.js');
  const { writeProposal } = await import('../../../network/native/operations/configuration/configuration-proposal.js');
  writeProposal(resolve(file), await proposeChange(operation, department, change));
}

function reportProposal(file: string, json?: true): void {
  if (json === true) printJson({ proposal: resolve(file) });
  else {
    printResult(
      inLanguage({
        zh: `提案已写入 ${file}。各部门：onedoor network proposal sign；签够后：onedoor network proposal submit；然后再次运行本命令（不带 --proposal）完成其余步骤。`,
        en: `The proposal is in ${file}. Departments sign it (onedoor network proposal sign); with enough signatures submit it (onedoor network proposal submit), then run this command again without --proposal for what is left.`,
      }),
    );
  }
}

function notADepartment(department: unknown): CommandFailure {
  const faults = Value.Errors(DepartmentDefinition, department).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  return new CommandFailure(EXIT.USAGE, {
    zh: `部门有误：${faults.join('；')}`,
    en: `This is no department: ${faults.join('; ')}`,
  });
}
