// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

/** The department's own number of a case. Only its HMAC under the department's key goes on the ledger. */
export const CaseNumber = Type.String({ minLength: 1, maxLength: 60 });
