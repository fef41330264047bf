// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'yaml';

/** The text of a configuration file; nothing in it is folded or written as an alias. */
export function yamlText(content: object): string {
  return stringify(content, { lineWidth: 0, aliasDuplicateObjects: false });
}
