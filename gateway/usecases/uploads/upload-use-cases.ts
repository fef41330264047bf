// SPDX-License-Identifier: Apache-2.0
import type { UploadType } from '../../uploads/check-content.js';
import type { Session } from '../session.js';
import type { UploadView } from './upload-view.js';
import type { UploadContent } from './uploads.js';

/** What can be done with uploads. */
export interface UploadUseCases {
  /** Keeps a file of at most `limit` bytes (0: of any length). */
  keepUpload(
    session: Session,
    type: UploadType,
    content: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<UploadView>;
  readUpload(session: Session, uploadId: string): Promise<UploadContent>;
  /** No route: removes what was uploaded and named by no application for seven days; says how many. */
  sweepUploads(): Promise<number>;
}
