// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ConfigurationProposal } from '../../../network/native/operations/configuration/configuration-proposal.js';
import type { ConfigurationChange } from '../../../network/native/operations/configuration/make-proposal.js';
import { CommandFailure } from '../../command-failure.js';
import { EXIT } from '../../exit-codes.js';
import { inLanguage } from '../../language.js';
import { printJson, printResult } from '../../output.js';
import { verb, withJson } from '../verb.js';
import { operate, operating } from './operating.js';

interface CreateOptions {
  readonly join?: string;
  readonly leave?: string;
  readonly revocations?: string;
  readonly mspId?: string;
  readonly department?: string;
  readonly json?: true;
}

interface SignOptions {
  readonly department?: string;
  readonly msp?: string;
  readonly mspId?: string;
  readonly json?: true;
}

/** `onedoor network proposal create | show | sign | submit`: a change of the channel, from department to department. */
export function proposalVerb(): Command {
  const proposal = verb('proposal', {
    zh: '通道配置变更的提案：生成、查看、签名、提交',
    en: "proposals to change the channel's configuration: made, shown, signed, submitted",
  });
  const file = inLanguage({ zh: '提案文件', en: 'file of the proposal' });
  const department = inLanguage({ zh: '以此部门管理员的身份（本机）', en: 'as this administrator, of this host' });
  const create = createCommand(file, department);
  const sign = verb('sign', { zh: '签名；不需要网络', en: 'sign it; needs no network' })
    .argument('<file>', file)
    .option('--department <code>', department)
    .option(
      '--msp <folder>',
      inLanguage({ zh: '管理员 MSP 目录，配合 --msp-id', en: "an administrator's MSP folder, with --msp-id" }),
    )
    .option('--msp-id <id>', 'MSP id');
  const submit = verb('submit', { zh: '签名足够后提交', en: 'submit it with enough signatures' })
    .argument('<file>', file)
    .option('--department <code>', department);
  const show = verb('show', { zh: '显示内容与签名', en: 'show what it says and who has signed' }).argument(
    '<file>',
    file,
  );
  const commands = [
    withJson(create).action(createProposal),
    withJson(show).action(showProposal),
    withJson(sign).action(signFile),
    withJson(submit).action(submitFile),
  ];
  for (const command of commands) proposal.addCommand(command);
  return proposal;
}

function createCommand(file: string, department: string): Command {
  return verb('create', { zh: '写出提案', en: 'write a proposal' })
    .argument('<file>', file)
    .option(
      '--join <file>',
      inLanguage({
        zh: '加入的部门：JSON { mspId, root, tlsRoot, anchor }',
        en: 'who joins: JSON { mspId, root, tlsRoot, anchor }',
      }),
    )
    .option('--leave <mspId>', inLanguage({ zh: '退出的部门', en: 'who leaves' }))
    .option(
      '--revocations <file>',
      inLanguage({ zh: '吊销列表（PEM），配合 --msp-id', en: 'a list of revocations, PEM, with --msp-id' }),
    )
    .option('--msp-id <id>', 'MSP id')
    .option('--department <code>', department);
}

async function createProposal(file: string, options: CreateOptions): Promise<void> {
  const { proposeChange } = await import('../../../network/native/operations/change-configuration.js');
  const { writeProposal } = await import('../../../network/native/operations/configuration/configuration-proposal.js');
  const proposal = await operate(async (operation) => {
    const change = await changeOf(options);
    const code = options.department ?? operation.site.state.definition.departments[0]?.code ?? '';
    return proposeChange(operation, code, change);
  });
  writeProposal(resolve(file), proposal);
  report(file, proposal, options.json);
}

async function changeOf({ join, leave, revocations, mspId }: CreateOptions): Promise<ConfigurationChange> {
  const { readJoiningDepartment } =
    await import('../../../network/native/operations/configuration/joining-department.js');
  const changes = await import('../../../network/native/operations/configuration/changes.js');
  if (join !== undefined) return changes.addDepartmentChange(readJoiningDepartment(join));
  if (leave !== undefined) return changes.removeDepartmentChange(leave);
  if (revocations !== undefined && mspId !== undefined) {
    return changes.revocationChange(mspId, readFileSync(revocations, 'utf8'));
  }
  throw new CommandFailure(EXIT.USAGE, {
    zh: '请给出 --join、--leave 或 --revocations（配合 --msp-id）之一。',
    en: 'Name one of --join, --leave, or --revocations with --msp-id.',
  });
}

async function signFile(file: string, { department, msp, mspId, json }: SignOptions): Promise<void> {
  const { readProposal, writeProposal } =
    await import('../../../network/native/operations/configuration/configuration-proposal.js');
  const { signProposal } = await import('../../../network/native/operations/configuration/sign-proposal.js');
  const { readIdentity } = await import('../../../network/native/certificates/msp-folder.js');
  const { administratorOf } = await import('../../../network/native/operations/administrator-of.js');
  const signed = await operating(async () => {
    const proposal = readProposal(resolve(file));
    if (msp !== undefined && mspId !== undefined) return signProposal(proposal, readIdentity(mspId, msp));
    if (department === undefined) throw whoSigns();
    return operate(({ site }) => Promise.resolve(signProposal(proposal, administratorOf(site, department))));
  });
  writeProposal(resolve(file), signed);
  report(file, signed, json);
}

async function submitFile(file: string, { department, json }: SignOptions): Promise<void> {
  const { readProposal } = await import('../../../network/native/operations/configuration/configuration-proposal.js');
  const { submitProposal } = await import('../../../network/native/operations/configuration/submit-proposal.js');
  const sequence = await operate(({ site }) => {
    const code = department ?? site.state.definition.departments[0]?.code ?? '';
    return submitProposal(site, code, readProposal(resolve(file)));
  });
  if (json === true) printJson({ sequence });
  else
    printResult(
      inLanguage({ zh: `通道配置现为第 ${sequence} 版。`, en: `The channel is at configuration ${sequence}.` }),
    );
}

async function showProposal(file: string, { json }: { readonly json?: true }): Promise<void> {
  const { readProposal } = await import('../../../network/native/operations/configuration/configuration-proposal.js');
  report(file, await operating(() => Promise.resolve(readProposal(resolve(file)))), json);
}

function report(
  file: string,
  { channel, what, sequence, eligible, signatures }: ConfigurationProposal,
  json?: true,
): void {
  const signed = signatures.map(({ mspId }) => mspId);
  if (json === true) printJson({ file: resolve(file), channel, what, sequence, eligible, signed });
  else {
    printResult(
      inLanguage({
        zh: `${file}：${what.zh}（通道 ${channel}，基于第 ${sequence} 版配置）\n可签名：${eligible.join('、')}\n已签名：${signed.join('、') || '无'}`,
        en: `${file}: ${what.en} (channel ${channel}, from configuration ${sequence})\nmay sign: ${eligible.join(', ')}\nsigned: ${signed.join(', ') || 'nobody'}`,
      }),
    );
  }
}

function whoSigns(): CommandFailure {
  return new CommandFailure(EXIT.USAGE, {
    zh: '请用 --department，或 --msp 与 --msp-id，指明以谁的身份签名。',
    en: 'Say who signs: --department, or --msp with --msp-id.',
  });
}
