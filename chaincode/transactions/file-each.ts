// SPDX-License-Identifier: Apache-2.0
import type { FileApplicationsRequest } from './file-applications.js';
import type { FileApplicationsResponse } from './file-applications.js';
import type { TransactionContext } from './transaction-context.js';

export function fileEach(
  _context: TransactionContext,
  _request: FileApplicationsRequest,
): Promise<FileApplicationsResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
