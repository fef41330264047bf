// SPDX-License-Identifier: Apache-2.0

export type Language = 'en' | 'zh';
export type Bilingual = Readonly<Record<Language, string>>;

/** What a problem means to a client: the status, what happened, what to do next. */
export interface Row {
  readonly status: number;
  readonly title: Bilingual;
  readonly next: Bilingual;
}

/** A refusal of the agreement: its English title is the line in the agreement's own table. */
export interface RefusalRow {
  readonly status: number;
  /** Chinese. */
  readonly title: string;
  readonly next: Bilingual;
}
