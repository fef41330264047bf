// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import { ORDERER_MSP } from '../channel-config.js';
import { Membership } from '../identity/membership.js';
import { verify } from '../identity/signature.js';
import { readConfig } from '../protocol/config-block.js';
import type { ReadEnvelope } from '../protocol/read-envelope.js';
import { createPolicyCheck } from '../policy/policy-check.js';
import { encodePolicy } from '../policy/signature-policy.js';
import type { ChannelConfiguration, ChannelRules, Tell } from './channel-rules.js';
import { ConfigurationBlocks } from './configuration-blocks.js';
import { isSignedByOrderer } from './check-orderer-signature.js';
import type { OpenedBlock } from './open-block.js';

/** Who takes part, as the configuration blocks say; block 0 is where that begins. */
export class ConfigurationCheck implements ChannelConfiguration {
  readonly #channel: string;
  readonly #blocks = new ConfigurationBlocks();
  #roots: ReadonlyMap<string, string> = new Map();
  #membership: Membership | undefined;
  #rules: ChannelRules | undefined;

  constructor(channel: string) {
    this.#channel = channel;
  }

  get rules(): ChannelRules | undefined {
    return this.#rules;
  }

  check(opened: OpenedBlock, tell: Tell): Promise<boolean> {
    return this.#blocks.check(opened, (envelope) => this.#take(envelope, tell), tell);
  }

  async #take(envelope: ReadEnvelope, tell: Tell): Promise<void> {
    const roots = readRoots(envelope, tell);
    if (roots === undefined) return;
    if (envelope.channel !== this.#channel) tell('CONFIGURATION_INVALID', `it is of channel ${envelope.channel}`);
    // The ordering service of before has to sign; of block 0 only its own can.
    const before = (this.#roots.has(ORDERER_MSP) ? this.#membership : undefined) ?? new Membership(roots);
    if (!(await isSigned(envelope, before))) tell('CONFIGURATION_SIGNATURE', 'no orderer of the channel signed it');
    for (const [mspId, root] of roots) {
      if ((this.#roots.get(mspId) ?? root) !== root) tell('ROOT_CHANGED', `the certificate authority of ${mspId}`);
    }
    this.#roots = roots;
    const members = new Membership(roots);
    this.#membership = members;
    this.#rules = {
      members,
      policy: createPolicyCheck(members),
      isOrdered: (opened) => isSignedByOrderer(opened, members),
    };
  }
}

async function isSigned(envelope: ReadEnvelope, membership: Membership): Promise<boolean> {
  const member = membership.find(envelope.creator.mspId, envelope.creator.certificate);
  return member?.role === 'orderer' && (await verify(member.publicKey, envelope.payload, envelope.signature));
}

function readRoots({ payload }: ReadEnvelope, tell: Tell): ReadonlyMap<string, string> | undefined {
  try {
    const { organisations } = readConfig(payload);
    new Membership(organisations); // throws on a root that is no certificate
    for (const mspId of strangePolicies(payload)) tell('POLICY_CHANGED', `the endorsement policy of ${mspId}`);
    return organisations;
  } catch {
    tell('CONFIGURATION_INVALID', 'its roots cannot be read');
    return undefined;
  }
}

/** MSP ids whose `Endorsement` policy is not `OR('X.peer')`: somebody else could speak for them. */
function strangePolicies(payload: Uint8Array): string[] {
  const data = common.Payload.deserializeBinary(payload).getData_asU8();
  const channel = common.ConfigEnvelope.deserializeBinary(data).getConfig()?.getChannelGroup();
  const strange: string[] = [];
  channel
    ?.getGroupsMap()
    .get('Application')
    ?.getGroupsMap()
    .forEach((group, mspId) => {
      const policy = group.getPoliciesMap().get('Endorsement')?.getPolicy();
      const expected = encodePolicy({ outOf: 1, rules: [{ signedBy: { mspId, role: 'peer' } }] });
      // The same bytes under another type are another policy.
      const isSignature = policy?.getType() === common.Policy.PolicyType.SIGNATURE;
      if (!isSignature || Buffer.compare(policy.getValue_asU8(), expected) !== 0) strange.push(mspId);
    });
  return strange;
}
