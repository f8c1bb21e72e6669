import type { NumberRange } from '@xec/stanza';
import * as v from 'valibot';

/** A plain record: the names of its texts, and of its numbers with what each may be. */
export interface FieldTable<TextName extends string, NumberName extends string> {
  readonly texts: readonly TextName[];
  readonly numbers: Readonly<Record<NumberName, NumberRange>>;
}

type Optional<S extends v.GenericSchema> = v.ExactOptionalSchema<S, undefined>;

const text = v.exactOptional(v.string());

/** The entries of a schema for what a reader reads by such a table: all may be there, none must. */
export function fieldEntries<TextName extends string, NumberName extends string>({
  texts,
  numbers,
}: FieldTable<TextName, NumberName>) {
  const ranges = Object.entries<NumberRange>(numbers);
  return {
    ...Object.fromEntries(texts.map((name) => [name, text])),
    ...Object.fromEntries(ranges.map(([name, range]) => [name, v.exactOptional(within(range))])),
  } as Readonly<
    // The names are those of the table.
    Record<TextName, typeof text> & Record<NumberName, Optional<v.GenericSchema<number>>>
  >;
}

const within = ({
  min = -Number.MAX_VALUE,
  max = Number.MAX_VALUE,
  isInteger,
}: NumberRange): v.GenericSchema<number> => {
  const limits = [v.minValue<number, number>(min), v.maxValue<number, number>(max)] as const;
  return isInteger === true
    ? v.pipe(v.number(), v.integer(), ...limits)
    : v.pipe(v.number(), ...limits);
};
