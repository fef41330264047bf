// SPDX-License-Identifier: Apache-2.0

/** Files that were uploaded for materials that are on no record. */
export interface UploadedFiles {
  /** Salted digest of a file that this department uploaded, as it goes on the ledger; `undefined`: there is none. */
  digestOf(department: string, uploadId: string): Promise<string | undefined>;
}
