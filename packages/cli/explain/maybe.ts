import type { Schema } from '@xec/xec';
import * as v from 'valibot';

/** Left out and `null` are the same. */
export const maybe = <S extends Schema>(schema: S) =>
  v.pipe(
    v.nullish(schema),
    v.transform((value): v.InferOutput<S> | undefined => value ?? undefined),
  );

export const list = <S extends Schema>(item: S) => v.nullish(v.array(item), []);
