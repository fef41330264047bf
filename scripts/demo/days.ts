// SPDX-License-Identifier: Apache-2.0

/** Days as departments write them. Each takes `YYYY-MM-DD`. */
export const written = {
  dashed: (day: string) => day,
  compact: (day: string) => day.replaceAll('-', ''),
  chinese: (day: string) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`,
  dotted: (day: string) => `${day.slice(0, 4)}.${Number(day.slice(5, 7))}.${Number(day.slice(8, 10))}`,
  slashed: (day: string) => `${day.slice(0, 4)}/${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`,
} as const;

/** The same day some years later or earlier; 29 February becomes the 28th. */
export function addYears(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return `${year}${day.endsWith('02-29') ? '-02-28' : day.slice(4)}`;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
