// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

/** So many of these must agree: MSPs by their administrators, or groups of MSPs by their own rule. */
export interface Need {
  /** Path of the policy, as `/Channel/Application/Admins`. */
  readonly policy: string;
  readonly count: number;
  readonly of: readonly (Need | string)[];
}

const { ImplicitMetaPolicy, Policy } = common;

/** Whose signatures an update takes: one need per policy that guards something it changes. */
export function neededSignatures(config: common.Config, update: common.ConfigUpdate): Need[] {
  const root = config.getChannelGroup();
  const written = update.getWriteSet();
  if (root === undefined || written === undefined) return [];
  const policies = new Set(changedPolicies(root, written, ['Channel']));
  return [...policies].map((path) => needOf(root, path.split('/').slice(1)));
}

/** Paths of the policies of everything whose version is raised. What is new is guarded by the group it comes into. */
function changedPolicies(current: common.ConfigGroup, written: common.ConfigGroup, path: readonly string[]): string[] {
  const raised = (now: Versioned | undefined, then: Versioned): string[] =>
    now === undefined || now.getVersion() === then.getVersion() ? [] : [absolute(path, now.getModPolicy())];
  return [
    ...raised(current, written),
    ...entries(written.getValuesMap()).flatMap(([name, value]) => raised(current.getValuesMap().get(name), value)),
    ...entries(written.getPoliciesMap()).flatMap(([name, one]) => raised(current.getPoliciesMap().get(name), one)),
    ...entries(written.getGroupsMap()).flatMap(([name, group]) => {
      const now = current.getGroupsMap().get(name);
      return now === undefined ? [] : changedPolicies(now, group, [...path, name]);
    }),
  ];
}

interface Versioned {
  getVersion(): number;
  getModPolicy(): string;
}

function absolute(path: readonly string[], policy: string): string {
  return policy.startsWith('/') ? policy : `/${path.join('/')}/${policy}`;
}

function entries<V>(map: { entries(): Iterable<[string, V]> }): [string, V][] {
  return [...map.entries()];
}

/** @param path of the policy, from `Channel` on. */
function needOf(root: common.ConfigGroup, path: readonly string[]): Need {
  const group = path.slice(1, -1).reduce((one, name) => one.getGroupsMap().get(name) ?? new common.ConfigGroup(), root);
  const policy =
    group
      .getPoliciesMap()
      .get(path.at(-1) ?? '')
      ?.getPolicy() ?? new common.Policy();
  const name = `/${path.join('/')}`;
  if (policy.getType() !== Policy.PolicyType.IMPLICIT_META) return { policy: name, ...signers(policy) };
  const { rule, subPolicy } = ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8()).toObject();
  const below = entries(group.getGroupsMap())
    .filter(([, one]) => one.getPoliciesMap().has(subPolicy))
    .map(([child]) => needOf(root, [...path.slice(0, -1), child, subPolicy]));
  return { policy: name, count: threshold(rule, below.length), of: below.map(simplified) };
}

function signers(policy: common.Policy): Omit<Need, 'policy'> {
  const signature = common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8());
  const mspIds = signature.getIdentitiesList().map((principal) => {
    return msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier();
  });
  return { count: signature.getRule()?.getNOutOf()?.getN() ?? 1, of: mspIds };
}

/** A department's own policy is its one administration. */
function simplified(need: Need): Need | string {
  const [only] = need.of;
  return need.of.length === 1 && typeof only === 'string' ? only : need;
}

function threshold(rule: number, count: number): number {
  if (rule === ImplicitMetaPolicy.Rule.ANY) return Math.min(1, count);
  return rule === ImplicitMetaPolicy.Rule.ALL ? count : Math.floor(count / 2) + (count === 0 ? 0 : 1);
}

export function isSatisfied({ count, of }: Need, signers: ReadonlySet<string>): boolean {
  return of.filter((one) => (typeof one === 'string' ? signers.has(one) : isSatisfied(one, signers))).length >= count;
}

/** Every MSP whose signature may count for one of the needs. */
export function eligibleSigners(needs: readonly Need[]): string[] {
  const mspIds = ({ of }: Need): string[] => of.flatMap((one) => (typeof one === 'string' ? [one] : mspIds(one)));
  return [...new Set(needs.flatMap(mspIds))].sort();
}
