// SPDX-License-Identifier: Apache-2.0
import type { common } from '@hyperledger/fabric-protos';

/** A group, value or policy of a configuration, without what stands below it. */
export interface ConfigElement {
  readonly kind: 'group' | 'value' | 'policy';
  /** Of the group that it stands in; its own, if it is a group: `/Channel/Application`. */
  readonly group: string;
  readonly version: number;
  readonly modPolicy: string;
  /** What it is, as text: bytes of a value or policy; of a group the names of what stands below. */
  readonly content: string;
}

/** The elements of a configuration by kind and path: `value /Channel/Orderer/BatchSize`. */
export function configElements(root: common.ConfigGroup): Map<string, ConfigElement> {
  const elements = new Map<string, ConfigElement>();
  collect(elements, '/Channel', root);
  return elements;
}

function collect(elements: Map<string, ConfigElement>, path: string, group: common.ConfigGroup): void {
  elements.set(`group ${path}`, {
    kind: 'group',
    group: path,
    version: group.getVersion(),
    modPolicy: group.getModPolicy(),
    content: JSON.stringify([
      namesOf(group.getGroupsMap()),
      namesOf(group.getValuesMap()),
      namesOf(group.getPoliciesMap()),
    ]),
  });
  group.getValuesMap().forEach((value, name) => {
    const parts = { version: value.getVersion(), modPolicy: value.getModPolicy(), content: value.getValue_asB64() };
    elements.set(`value ${path}/${name}`, { kind: 'value', group: path, ...parts });
  });
  group.getPoliciesMap().forEach((policy, name) => {
    const [version, modPolicy] = [policy.getVersion(), policy.getModPolicy()];
    const content = Buffer.from(policy.getPolicy()?.serializeBinary() ?? []).toString('base64');
    elements.set(`policy ${path}/${name}`, { kind: 'policy', group: path, version, modPolicy, content });
  });
  group.getGroupsMap().forEach((each, name) => {
    collect(elements, `${path}/${name}`, each);
  });
}

function namesOf(map: { forEach(visit: (value: unknown, name: string) => void): void }): string[] {
  const names: string[] = [];
  map.forEach((_value, name) => names.push(name));
  return names.sort();
}
