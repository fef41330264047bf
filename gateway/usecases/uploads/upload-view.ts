// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Digest } from '../../../chaincode/domain/names.js';
import { UPLOAD_TYPES } from '../../uploads/check-content.js';
import { UPLOAD_ID } from '../../uploads/held-uploads.js';

const closed = { additionalProperties: false } as const;
export const UploadId = Type.String({ pattern: UPLOAD_ID });
export const UploadParams = Type.Object({ uploadId: UploadId }, closed);

/** A file that was kept. An application names it by `uploadId`; on the ledger stands `digest` alone, which is salted. */
export const UploadView = Type.Object(
  {
    uploadId: UploadId,
    digest: Digest,
    /** Bytes. */
    size: Type.Integer({ minimum: 1 }),
    type: Type.Enum([...UPLOAD_TYPES]),
  },
  { $id: 'UploadView', additionalProperties: false },
);
export type UploadView = Static<typeof UploadView>;
