// SPDX-License-Identifier: Apache-2.0
import { Type, type TObject, type TProperties } from 'typebox';

type Joined<A, B> = { [K in keyof (A & B)]: (A & B)[K] };

/** A closed object of both sets of properties, of which no name stands in both. */
export function closedObject<A extends TProperties, B extends TProperties>(some: A, others: B): TObject<Joined<A, B>> {
  const properties = { ...some, ...others } as Joined<A, B>;
  return Type.Object(properties, { additionalProperties: false });
}
