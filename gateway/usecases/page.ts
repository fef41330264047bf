// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

/** How a list is paged. A cursor is good for the same caller and the same question only. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
};
export const DEFAULT_PAGE = 50;
/** `null` on the last page. */
export const NextCursor = Type.Union([Type.String(), Type.Null()]);
