// SPDX-License-Identifier: Apache-2.0
import { Type, type Static, type TSchema, type TUnsafe } from 'typebox';

/** A schema that OpenAPI shows under its own name. It is registered once; routes point to it with {@link pointTo}. */
export type NamedSchema = TSchema & { readonly $id?: string };

/** A reference to a registered schema, with its type. @throws RangeError for a schema without `$id`: a slip of the programmer. */
export function pointTo<T extends TSchema>(schema: T): TUnsafe<Static<T>> {
  const { $id } = schema as NamedSchema;
  if ($id === undefined) throw new RangeError('only a schema with an $id can be pointed to');
  return Type.Unsafe<Static<T>>({ $ref: `${$id}#` });
}

/** The same shape under a name of its own. */
export function named<T extends TSchema>($id: string, schema: T): T {
  return { ...schema, $id };
}
