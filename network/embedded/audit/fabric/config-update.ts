// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { PolicyCheck } from '../../peer/seams.js';
import { configElements } from './config-elements.js';
import type { ConfigElement } from './config-elements.js';

type Signers = Parameters<PolicyCheck>[1];

/** What has to be known about the configuration that is updated. */
export interface UpdatedConfig {
  readonly channel: string;
  readonly group: common.ConfigGroup;
  readonly check: PolicyCheck;
}

/** What is wrong with an update; nothing where it is right. */
export type UpdateFault = { readonly of: 'SIGNATURES' | 'CONTENT'; readonly detail: string };

/**
 * Whether an update fits the configuration before, is signed by those whom each changed element asks for, and makes the
 * configuration that stands there.
 * @param signers of the update, their signatures verified.
 */
export function checkUpdate(
  before: UpdatedConfig,
  update: common.ConfigUpdate,
  signers: Signers,
  result: common.ConfigGroup,
): UpdateFault | undefined {
  if (update.getChannelId() !== before.channel) {
    return { of: 'CONTENT', detail: `an update of channel ${update.getChannelId()}` };
  }
  const current = configElements(before.group);
  const read = configElements(update.getReadSet() ?? new common.ConfigGroup());
  const written = configElements(update.getWriteSet() ?? new common.ConfigGroup());
  const stale = [...read].find(([key, { version }]) => current.get(key)?.version !== version);
  if (stale !== undefined) return { of: 'CONTENT', detail: `${stale[0]} is not at version ${stale[1].version}` };
  const changed = new Map([...written].filter(([key, { version }]) => read.get(key)?.version !== version));
  if (changed.size === 0) return { of: 'CONTENT', detail: 'an update without effect' };
  return checkChanges(before, current, changed, signers) ?? checkResult(current, changed, result);
}

function checkChanges(
  { check }: UpdatedConfig,
  current: ReadonlyMap<string, ConfigElement>,
  changed: ReadonlyMap<string, ConfigElement>,
  signers: Signers,
): UpdateFault | undefined {
  for (const [key, { version }] of changed) {
    const existing = current.get(key);
    const due = existing === undefined ? 0 : existing.version + 1;
    if (version !== due) return { of: 'CONTENT', detail: `${key} goes to version ${version}, ${due} is due` };
    if (existing === undefined) continue; // whoever may change the group above decides on it
    const policy = policyOf(existing);
    if (!check(policy, signers)) {
      const who = signers.map(({ mspId }) => mspId).join(', ') || 'nobody';
      return { of: 'SIGNATURES', detail: `${key} asks for ${policy}; good signatures are of ${who}` };
    }
  }
  return undefined;
}

/** A relative policy stands in the element's group, or in the group itself. */
function policyOf({ group, modPolicy }: ConfigElement): string {
  return modPolicy.startsWith('/') ? modPolicy : `${group}/${modPolicy}`;
}

/** The configuration before, with what was changed, is the one that stands there. */
function checkResult(
  current: ReadonlyMap<string, ConfigElement>,
  changed: ReadonlyMap<string, ConfigElement>,
  result: common.ConfigGroup,
): UpdateFault | undefined {
  const expected = new Map<string, ConfigElement>();
  follow('/Channel', new Map([...current, ...changed]), expected);
  const actual = configElements(result);
  const differs = [...expected.keys(), ...actual.keys()].find(
    (key) => JSON.stringify(expected.get(key)) !== JSON.stringify(actual.get(key)),
  );
  return differs === undefined
    ? undefined
    : { of: 'CONTENT', detail: `${differs} is not what the update makes of the configuration before` };
}

/** Takes what stands below a group; what a group no longer names is left out. */
function follow(path: string, all: ReadonlyMap<string, ConfigElement>, into: Map<string, ConfigElement>): void {
  const take = (key: string): void => {
    const element = all.get(key);
    if (element !== undefined) into.set(key, element);
  };
  take(`group ${path}`);
  const content = all.get(`group ${path}`)?.content ?? '[[],[],[]]';
  const [groups, values, policies] = JSON.parse(content) as [string[], string[], string[]];
  for (const name of values) take(`value ${path}/${name}`);
  for (const name of policies) take(`policy ${path}/${name}`);
  for (const name of groups) follow(`${path}/${name}`, all, into);
}
