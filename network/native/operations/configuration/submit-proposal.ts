// SPDX-License-Identifier: Apache-2.0
import { randomBytes, verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { common, msp } from '@hyperledger/fabric-protos';
import googleTimestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { signPayload } from '../../client/envelope.js';
import { broadcast } from '../../client/orderer-client.js';
import { headerOf } from '../../client/proposal.js';
import { DepartmentClient, endpointOf } from '../../steps/department-client.js';
import type { Site } from '../../plan/site.js';
import { OperationFailure } from '../operation-failure.js';
import { fetchConfiguration } from './channel-configuration.js';
import type { ConfigurationProposal, ProposalSignature } from './configuration-proposal.js';
import { isSatisfied, neededSignatures } from './needed-signatures.js';
import { missingText } from './missing-text.js';

const POLL_MS = 50;
const ARRIVAL_MS = 30_000;

/**
 * Hands a signed proposal to the orderers and waits until the department's own peer has the new configuration.
 * @returns the new sequence.
 * @throws {OperationFailure} `REFUSED`: made from another configuration than today's, an altered file, or too few
 * signatures, with how many of how many there are and whose are missing.
 */
export async function submitProposal(site: Site, department: string, proposal: ConfigurationProposal): Promise<number> {
  const client = new DepartmentClient(site, department);
  const current = await fetchConfiguration(client, proposal.channel);
  demandFits(proposal, current);
  const update = Buffer.from(proposal.update, 'base64');
  for (const signature of proposal.signatures) demandSound(signature, update);
  demandEnough(proposal, current, common.ConfigUpdate.deserializeBinary(update));
  const header = headerOf(client.signer, randomBytes(24), channelHeader(proposal.channel));
  const orderers = site.orderers.map((orderer) => endpointOf(site, orderer));
  await broadcast(orderers, signPayload(client.signer, header, envelopeOf(proposal).serializeBinary()));
  return arrival(client, proposal);
}

function demandFits({ channel, sequence }: ConfigurationProposal, current: common.Config): void {
  const now = current.getSequence();
  if (now === sequence) return;
  throw new OperationFailure('REFUSED', {
    zh: `此提案基于通道 ${channel} 的第 ${sequence} 版配置，现为第 ${now} 版。请重新生成提案并重新签名。`,
    en: `This proposal was made from configuration ${sequence} of channel ${channel}, which is at ${now} by now. Create it anew and have it signed anew.`,
  });
}

function demandSound({ mspId, signatureHeader, signature }: ProposalSignature, update: Uint8Array): void {
  const header = Buffer.from(signatureHeader, 'base64');
  const creator = msp.SerializedIdentity.deserializeBinary(
    common.SignatureHeader.deserializeBinary(header).getCreator_asU8(),
  );
  const certificate = Buffer.from(creator.getIdBytes_asU8());
  const signed = Buffer.concat([header, update]);
  const sound = creator.getMspid() === mspId && verify('sha256', signed, certificate, Buffer.from(signature, 'base64'));
  if (sound) return;
  throw new OperationFailure('REFUSED', {
    zh: `${mspId} 的签名与提案内容不符：文件在签名后被改动。请让其重新签名。`,
    en: `The signature of ${mspId} does not fit what the proposal says: the file was altered after it. Have it signed again.`,
  });
}

function demandEnough(
  { signatures }: ConfigurationProposal,
  current: common.Config,
  update: common.ConfigUpdate,
): void {
  const signers = new Set(signatures.map(({ mspId }) => mspId));
  const lacking = neededSignatures(current, update).filter((need) => !isSatisfied(need, signers));
  if (lacking.length > 0) throw new OperationFailure('REFUSED', missingText(lacking, signers));
}

function envelopeOf({ update, signatures }: ConfigurationProposal): common.ConfigUpdateEnvelope {
  const envelope = new common.ConfigUpdateEnvelope();
  envelope.setConfigUpdate(update);
  envelope.setSignaturesList(
    signatures.map(({ signatureHeader, signature }) => {
      const one = new common.ConfigSignature();
      one.setSignatureHeader(signatureHeader);
      one.setSignature(signature);
      return one;
    }),
  );
  return envelope;
}

function channelHeader(channel: string): Uint8Array {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.CONFIG_UPDATE);
  header.setChannelId(channel);
  header.setTimestamp(googleTimestamp.Timestamp.fromDate(new Date()));
  return header.serializeBinary();
}

async function arrival(client: DepartmentClient, { channel, sequence }: ConfigurationProposal): Promise<number> {
  const until = Date.now() + ARRIVAL_MS;
  for (;;) {
    const now = (await fetchConfiguration(client, channel)).getSequence();
    if (now > sequence) return now;
    if (Date.now() > until) {
      throw new OperationFailure('UNAVAILABLE', {
        zh: `排序节点已接受变更，但 ${client.peer.name} 在 ${ARRIVAL_MS / 1000} 秒内未收到新配置。请查看其日志。`,
        en: `The orderers took the change, but ${client.peer.name} has no new configuration after ${ARRIVAL_MS / 1000} s. See its log.`,
      });
    }
    await sleep(POLL_MS);
  }
}
