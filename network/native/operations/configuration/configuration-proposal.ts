// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { writePrivate } from '../../files/write-private.js';
import { OperationFailure } from '../operation-failure.js';

const Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$' });
const Text = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });

/** One administrator's agreement. */
export const ProposalSignature = Type.Object(
  { mspId: Type.String(), signatureHeader: Base64, signature: Base64, signedAt: Type.String() },
  { additionalProperties: false },
);
export type ProposalSignature = Static<typeof ProposalSignature>;

/** A change of a channel's configuration on its way from department to department; it holds no secret. */
export const ConfigurationProposal = Type.Object(
  {
    format: Type.Literal('onedoor-configuration-proposal-1'),
    channel: Type.String({ minLength: 1 }),
    /** What it does, in words. Who signs reads the update itself by configtxlator proto_decode. */
    what: Text,
    /** Sequence of the configuration that it was made from; it fits no other. */
    sequence: Type.Integer({ minimum: 0 }),
    /** Whose administrators may agree. */
    eligible: Type.Array(Type.String(), { minItems: 1 }),
    /** `common.ConfigUpdate` */
    update: Base64,
    signatures: Type.Array(ProposalSignature),
  },
  { additionalProperties: false },
);
export type ConfigurationProposal = Static<typeof ConfigurationProposal>;

export function writeProposal(file: string, proposal: ConfigurationProposal): void {
  writePrivate(file, `${JSON.stringify(proposal, null, 2)}\n`);
}

/** @throws {OperationFailure} `WRONG_INPUT` for a file that is no proposal. */
export function readProposal(file: string): ConfigurationProposal {
  const content = parse(file);
  if (Value.Check(ConfigurationProposal, content)) return content;
  const fault = Value.Errors(ConfigurationProposal, content)[0];
  const where = fault === undefined ? '' : `${fault.instancePath} ${fault.message}`;
  throw new OperationFailure('WRONG_INPUT', {
    zh: `${file} 不是配置提案：${where}。请使用“onedoor network proposal create”生成的文件。`,
    en: `${file} is no proposal of a configuration: ${where}. Take the file that "onedoor network proposal create" has written.`,
  });
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const text = { zh: `无法读取提案 ${file}：${said}`, en: `The proposal ${file} cannot be read: ${said}` };
    throw new OperationFailure('WRONG_INPUT', text, { cause: error });
  }
}
