// SPDX-License-Identifier: Apache-2.0

interface Coded {
  readonly code: string;
}

/** Parts of several items, each once under its name and as the first item has it; a part that one requires is required. */
export function mergeByCode<I extends Coded, P extends object>(
  items: readonly I[],
  partsOf: (item: I) => readonly P[],
  nameOf: (part: P) => string,
): (P & { itemCodes: string[] })[] {
  const merged = new Map<string, P & { itemCodes: string[] }>();
  for (const item of items) {
    for (const part of partsOf(item)) {
      const known = merged.get(nameOf(part));
      const required = [known, part].some((one) => one !== undefined && 'required' in one && one.required === true);
      merged.set(nameOf(part), {
        ...(known ?? part),
        ...('required' in part ? { required } : {}),
        itemCodes: [...(known?.itemCodes ?? []), item.code],
      });
    }
  }
  return [...merged.values()];
}
