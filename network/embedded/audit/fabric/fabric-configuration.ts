// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { verify } from '../../identity/signature.js';
import type { ReadEnvelope } from '../../protocol/read-envelope.js';
import type { ChannelConfiguration, ChannelRules, Tell } from '../channel-rules.js';
import { ConfigurationBlocks } from '../configuration-blocks.js';
import type { OpenedBlock } from '../open-block.js';
import { blockSigners } from './block-signers.js';
import { readChannelState } from './channel-state.js';
import type { ChannelState } from './channel-state.js';
import { checkUpdate } from './config-update.js';
import { signersOf } from './signed-by.js';
import { strangePolicies } from './strange-policies.js';

/** Rules with the configuration that they were made of. */
export interface FabricRules extends ChannelRules {
  readonly state: ChannelState;
}

/** The configuration of a Fabric channel from block to block; block 0 is where it begins, and nobody signs it. */
export class FabricConfiguration implements ChannelConfiguration {
  readonly #expected: string;
  readonly #blocks = new ConfigurationBlocks();
  #channel: string | undefined;
  #rules: FabricRules | undefined;

  /** @param expected the channel that block 0 should be of; which one it is, counts for all that follows. */
  constructor(expected: string) {
    this.#expected = expected;
  }

  get channel(): string {
    return this.#channel ?? this.#expected;
  }

  get rules(): FabricRules | undefined {
    return this.#rules;
  }

  check(opened: OpenedBlock, tell: Tell): Promise<boolean> {
    return this.#blocks.check(opened, (envelope) => this.#take(envelope, tell), tell);
  }

  async #take(envelope: ReadEnvelope, tell: Tell): Promise<void> {
    const taken = await readConfiguration(envelope);
    if (typeof taken === 'string') {
      tell('CONFIGURATION_INVALID', taken);
      return;
    }
    if (envelope.channel !== this.channel) tell('CONFIGURATION_INVALID', `it is of channel ${envelope.channel}`);
    this.#channel ??= envelope.channel;
    const before = this.#rules?.state;
    if (before !== undefined) await this.#checkSuccession(before, taken, envelope, tell);
    for (const mspId of strangePolicies(taken.state)) tell('POLICY_CHANGED', `the endorsement policy of ${mspId}`);
    this.#rules = rulesOf(taken.state);
  }

  async #checkSuccession(
    before: ChannelState,
    taken: Configuration,
    envelope: ReadEnvelope,
    tell: Tell,
  ): Promise<void> {
    if (!(await isWrappedByOrderer(before, envelope)))
      tell('CONFIGURATION_SIGNATURE', 'no orderer of the channel signed it');
    if (taken.state.sequence !== before.sequence + 1) {
      tell('CONFIGURATION_INVALID', `it has sequence ${taken.state.sequence}, ${before.sequence + 1} is due`);
    }
    const { update, signatures } = taken;
    const signers = await signersOf(before.members, signatures);
    const current = { channel: this.channel, group: before.group, check: before.policies.check };
    const fault = checkUpdate(current, update, signers, taken.state.group);
    if (fault !== undefined) {
      tell(fault.of === 'SIGNATURES' ? 'CONFIGURATION_SIGNATURE' : 'CONFIGURATION_INVALID', fault.detail);
    }
    for (const [path, { mspId, roots }] of taken.state.msps) {
      const known = before.msps.get(path)?.roots;
      if (known?.some((root) => !roots.includes(root)) === true) {
        tell('ROOT_CHANGED', `a certificate authority of ${mspId} (${path})`);
      }
    }
  }
}

interface Configuration {
  readonly state: ChannelState;
  readonly update: common.ConfigUpdate;
  readonly signatures: Parameters<typeof signersOf>[1];
}

/** A text says why it cannot be read. */
async function readConfiguration({ payload }: ReadEnvelope): Promise<Configuration | string> {
  try {
    const data = common.Payload.deserializeBinary(payload).getData_asU8();
    const message = common.ConfigEnvelope.deserializeBinary(data);
    const config = message.getConfig();
    if (config === undefined) return 'it holds no configuration';
    const last = common.Payload.deserializeBinary(message.getLastUpdate()?.getPayload_asU8() ?? new Uint8Array());
    const signed = common.ConfigUpdateEnvelope.deserializeBinary(last.getData_asU8());
    const bytes = signed.getConfigUpdate_asU8();
    const signatures = signed.getSignaturesList().map((each) => {
      const header = each.getSignatureHeader_asU8();
      return { header, signature: each.getSignature_asU8(), signed: Buffer.concat([header, bytes]) };
    });
    return {
      state: await readChannelState(config),
      update: common.ConfigUpdate.deserializeBinary(bytes),
      signatures,
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function rulesOf(state: ChannelState): FabricRules {
  const { members, policies } = state;
  const policy = policies.check;
  return {
    state,
    members,
    policy,
    isOrdered: async (opened) =>
      opened.read.number === 0n || policy('/Channel/Orderer/BlockValidation', await blockSigners(opened, members)),
  };
}

/** An update becomes a configuration by an orderer's hand. */
async function isWrappedByOrderer({ members, msps }: ChannelState, envelope: ReadEnvelope): Promise<boolean> {
  const { mspId, certificate } = envelope.creator;
  const member = members.find(mspId, certificate);
  const isOrdering = [...msps].some(([path, msp]) => path.startsWith('Orderer/') && msp.mspId === mspId);
  return isOrdering && member !== undefined && (await verify(member.publicKey, envelope.payload, envelope.signature));
}
