// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { PolicyCheck } from '../../peer/seams.js';
import { createPolicyCheck } from '../../policy/policy-check.js';
import type { SigningMembers } from '../../policy/policy-check.js';

type Signers = Parameters<PolicyCheck>[1];

/** Path of the group that everything stands in. */
const ROOT = '/Channel';

/** The named policies of one configuration, each under its path: `/Channel/Application/Endorsement`. */
export class ChannelPolicies {
  readonly #root: common.ConfigGroup;
  readonly #signatures: PolicyCheck;

  constructor(root: common.ConfigGroup, members: SigningMembers) {
    this.#root = root;
    this.#signatures = createPolicyCheck(members);
  }

  /** A check that takes a path for a named policy, everything else for a signature policy. */
  get check(): PolicyCheck {
    return (policy, signers) =>
      typeof policy === 'string' && policy.startsWith('/')
        ? this.#named(policy, signers)
        : this.#signatures(policy, signers);
  }

  /** Whether there is a policy at this path. */
  has(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  #named(path: string, signers: Signers): boolean {
    const found = this.#find(path);
    return found !== undefined && this.#holds(found.group, found.policy, signers);
  }

  #find(path: string): { group: common.ConfigGroup; policy: common.Policy } | undefined {
    const inside = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1).split('/') : [];
    const name = inside.pop() ?? '';
    let group: common.ConfigGroup | undefined = this.#root;
    for (const each of inside) group = group?.getGroupsMap().get(each);
    const policy = group?.getPoliciesMap().get(name)?.getPolicy();
    return group === undefined || policy === undefined ? undefined : { group, policy };
  }

  /** One that cannot be read is satisfied by nobody. */
  #holds(group: common.ConfigGroup, policy: common.Policy, signers: Signers): boolean {
    try {
      return this.#satisfied(group, policy, signers);
    } catch {
      return false;
    }
  }

  #satisfied(group: common.ConfigGroup, policy: common.Policy, signers: Signers): boolean {
    switch (policy.getType()) {
      case common.Policy.PolicyType.SIGNATURE:
        return this.#signatures(policy.getValue_asU8(), signers);
      case common.Policy.PolicyType.IMPLICIT_META:
        return this.#implied(group, policy.getValue_asU8(), signers);
      default:
        return false;
    }
  }

  /** A number of the groups directly below have to agree, each by its own policy of that name; one without it cannot. */
  #implied(group: common.ConfigGroup, bytes: Uint8Array, signers: Signers): boolean {
    const meta = common.ImplicitMetaPolicy.deserializeBinary(bytes);
    const groups: common.ConfigGroup[] = [];
    group.getGroupsMap().forEach((each) => groups.push(each));
    const agreeing = groups.filter((each) => {
      const policy = each.getPoliciesMap().get(meta.getSubPolicy())?.getPolicy();
      return policy !== undefined && this.#holds(each, policy, signers);
    });
    return agreeing.length >= threshold(meta.getRule(), groups.length);
  }
}

function threshold(rule: number, groups: number): number {
  if (groups === 0) return 0;
  switch (rule) {
    case common.ImplicitMetaPolicy.Rule.ANY:
      return 1;
    case common.ImplicitMetaPolicy.Rule.ALL:
      return groups;
    default:
      return Math.floor(groups / 2) + 1;
  }
}
