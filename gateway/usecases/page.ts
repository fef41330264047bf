// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

const MOST_ON_A_PAGE = 200;
export const DEFAULT_PAGE = 50;

/** How a list is paged. A cursor is good for the same caller and the same question only, for a day. */
export const pageQuery = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_ON_A_PAGE, description: `Rows of a page; default ${DEFAULT_PAGE}` }),
  ),
  cursor: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,500}$',
      description: '`next` of the page before; with the same question, by the same caller, within a day',
    }),
  ),
};
/** `null` on the last page. */
export const NextCursor = Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' });
