// SPDX-License-Identifier: Apache-2.0
import { ContentRefused, checkContent, type UploadType } from '../../uploads/check-content.js';
import { HeldUploads } from '../../uploads/held-uploads.js';
import type { UploadStore } from '../../uploads/upload-store.js';
import type { DepartmentKeys } from '../department-keys.js';
import { GatewayProblem, type GatewayCode } from '../gateway-problem.js';
import type { AppliedReadModel } from '../services.js';
import type { Session } from '../session.js';
import { departmentsNaming } from './naming-applications.js';
import type { UploadView } from './upload-view.js';

export interface UploadParts {
  readonly store: UploadStore;
  readonly keys: DepartmentKeys;
  readonly readModel: Pick<AppliedReadModel, 'database'>;
  readonly now: () => Date;
}

/** How long a file is kept that no application names. */
export const KEPT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

const FAULTS: Readonly<Record<ContentRefused['fault'], GatewayCode>> = {
  EMPTY: 'UPLOAD_EMPTY',
  OTHER_TYPE: 'UPLOAD_TYPE_DIFFERS',
  TOO_LARGE: 'UPLOAD_TOO_LARGE',
};

/** A file on its way out. */
export interface UploadContent extends UploadView {
  readonly content: AsyncIterable<Uint8Array>;
}

/** Files for materials that are on no record. */
export class Uploads {
  readonly #held: HeldUploads;
  readonly #readModel: UploadParts['readModel'];
  readonly #now: () => Date;

  constructor({ store, keys, readModel, now }: UploadParts) {
    this.#held = new HeldUploads(store, async (department, uploadId) =>
      Buffer.from(await keys.hmac(department, 'upload', uploadId), 'base64url'),
    );
    this.#readModel = readModel;
    this.#now = now;
  }

  /** Salted digest of what this department uploaded; naming it lets its seven days begin anew, until the application is there. */
  async digestOf(department: string, uploadId: string): Promise<string | undefined> {
    await this.#held.touch(uploadId);
    const card = await this.#held.cardOf(uploadId);
    return card?.department === department ? card.digest : undefined;
  }

  /**
   * Keeps a file of at most `limit` bytes (0: of any length) for the caller's department.
   * @throws {GatewayProblem} UPLOAD_EMPTY, UPLOAD_TYPE_DIFFERS, UPLOAD_TOO_LARGE; nothing was kept.
   */
  async keep(
    { department }: Session,
    type: UploadType,
    content: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<UploadView> {
    try {
      const { uploadId, digest, size } = await this.#held.keep(department, type, checkContent(content, type, limit));
      return { uploadId, digest, size, type };
    } catch (error) {
      if (error instanceof ContentRefused) throw new GatewayProblem(FAULTS[error.fault]);
      throw error;
    }
  }

  /**
   * For the department that uploaded it and, once one of its applications names it, for those whose items it is for.
   * @throws {GatewayProblem} NOT_FOUND
   */
  async read({ department }: Session, uploadId: string): Promise<UploadContent> {
    const card = await this.#held.cardOf(uploadId);
    if (card === undefined || !(await this.#isFor(department, card))) throw new GatewayProblem('NOT_FOUND');
    const found = await this.#held.open(uploadId);
    if (found === undefined) throw new GatewayProblem('NOT_FOUND');
    const { digest, size, type, content } = found;
    return { uploadId, digest, size, type, content };
  }

  /** Removes what no application has named for seven days. The read model must show the whole ledger. Says how many. */
  async sweep(): Promise<number> {
    const until = new Date(this.#now().getTime() - KEPT_DAYS * DAY_MS);
    return this.#held.sweep(until, async (card) => (await this.#departmentsNaming(card)).length > 0);
  }

  async #isFor(department: string, card: { readonly department: string; readonly digest: string }): Promise<boolean> {
    return card.department === department || (await this.#departmentsNaming(card)).includes(department);
  }

  #departmentsNaming(card: { readonly department: string; readonly digest: string }): Promise<string[]> {
    return departmentsNaming(this.#readModel.database, card);
  }
}
