// SPDX-License-Identifier: Apache-2.0

/** What a load process is asked to do. */
export interface LoadOrder {
  readonly host: string;
  readonly port: number;
  /** Requests at once, each on a kept-alive connection of its own. */
  readonly clients: number;
  readonly seconds: number;
  /** Open loop: so many requests a second begin whatever becomes of those before. Absent: each client asks when it was answered. */
  readonly rate?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly asking: Asking;
  /** Text without which an answer does not count; a 200 can hold a refusal. */
  readonly expect?: string;
}

/** Which requests are made. */
export type Asking =
  | { readonly kind: 'get'; readonly paths: readonly string[] }
  /** All paths with the first body, then all with the second, and so on; `begin` says after how many. */
  | {
      readonly kind: 'post';
      readonly begin: number;
      readonly paths: readonly string[];
      readonly bodies: readonly string[];
    }
  /** So many new records each, every one about a subject that nobody asked about before. */
  | { readonly kind: 'attest'; readonly from: number; readonly records: number }
  /** Verifications of one case each, about the subjects in turn. */
  | {
      readonly kind: 'verify';
      readonly path: string;
      readonly from: number;
      readonly subjects: readonly Readonly<Record<string, unknown>>[];
      readonly disclose: 'verdicts' | 'fields';
    };
