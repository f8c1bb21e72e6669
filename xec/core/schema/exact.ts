/**
 * Whether a value is already what its schema would make of it. Contents of packets nearly always are:
 * their readers are typed. Then nothing is copied, and only what is there is looked at; how large it is, is
 * found on the way.
 */
import { SIZE, jsonSize, textSize } from '../packet/content-size.js';
import type { Schema } from './schema.js';

/**
 * The size of a value's JSON, as `jsonSize` has it, where parsing would give an equal value; {@link UNLIKE}
 * where it would not, or where only parsing can say.
 */
export type Measure = (value: unknown) => number;

/** Of what is left to parsing. */
export const UNLIKE = -1;

/** What schemas and actions of valibot have of these, by their documented type names. */
interface Described {
  readonly type: string;
  readonly pipe?: readonly Described[];
  readonly wrapped?: Described;
  readonly default?: unknown;
  readonly item?: Described;
  readonly entries?: Readonly<Record<string, Described>>;
  readonly literal?: unknown;
  /** Of a picklist its values, of a variant its schemas. */
  readonly options?: readonly unknown[];
  /** Of a variant: the field that says which of them is meant. */
  readonly key?: string;
  readonly requirement?: unknown;
}

const known = new WeakMap<object, Measure>();

/** The measure of a schema; made once. */
export function measureOf(schema: Schema): Measure {
  return made(schema);
}

/** For a schema that transforms: tells what it leaves as it is. */
export function declareExact(schema: Schema, isExact: Check): void {
  known.set(schema, (value) => (isExact(value) ? jsonSize(value) : UNLIKE));
}

function made(schema: Described): Measure {
  const before = known.get(schema);
  if (before !== undefined) return before;
  known.set(schema, never); // of what holds itself
  const measure = schema.pipe === undefined ? plainMeasure(schema) : pipeMeasure(schema.pipe);
  known.set(schema, measure);
  return measure;
}

const never: Measure = () => UNLIKE;

type Check = (value: unknown) => boolean;

function pipeMeasure([schema, ...actions]: readonly Described[]): Measure {
  const measure = schema === undefined ? never : made(schema);
  const checks: Check[] = [];
  for (const action of actions) {
    if (action.type === 'readonly') continue;
    const check = actionCheck(action);
    if (check === undefined) return never;
    checks.push(check);
  }
  const [only, ...more] = checks;
  if (measure === never || only === undefined) return measure;
  if (more.length === 0) {
    return (value) => {
      const size = measure(value);
      return size >= 0 && only(value) ? size : UNLIKE;
    };
  }
  return (value) => {
    const size = measure(value);
    return size >= 0 && checks.every((check) => check(value)) ? size : UNLIKE;
  };
}

function actionCheck({ type, requirement }: Described): Check | undefined {
  switch (type) {
    case 'check':
      return requirement as Check; // of a check it is that function
    case 'integer':
      return Number.isInteger;
    case 'non_empty':
      return (value) => (value as string | readonly unknown[]).length > 0; // schemas before it say so
    case 'min_value':
      return (value) => (value as number) >= (requirement as number); // as above
    case 'max_value':
      return (value) => (value as number) <= (requirement as number); // as above
    default:
      return undefined;
  }
}

function plainMeasure(schema: Described): Measure {
  const { wrapped, item, entries, options, literal, key } = schema;
  switch (schema.type) {
    case 'string':
      return (value) => (typeof value === 'string' ? textSize(value) : UNLIKE);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? SIZE.other : UNLIKE);
    case 'number':
      return (value) => (typeof value === 'number' && !Number.isNaN(value) ? SIZE.other : UNLIKE);
    case 'literal': {
      const size = jsonSize(literal);
      return (value) => (value === literal ? size : UNLIKE);
    }
    case 'picklist':
      return (value) => (options?.includes(value) === true ? jsonSize(value) : UNLIKE);
    case 'exact_optional':
      return wrapped === undefined ? never : made(wrapped);
    case 'array':
      return item === undefined ? never : listMeasure(made(item));
    case 'object':
    case 'strict_object':
      return entries === undefined ? never : objectMeasure(entries);
    case 'variant':
      if (key === undefined || options === undefined) return never;
      return variantMeasure(key, options as readonly Described[]); // of a variant they are schemas
    default:
      return never;
  }
}

/** Looks at the first schema that is meant: whether another one that is meant, too, would do, parsing decides. */
function variantMeasure(key: string, options: readonly Described[]): Measure {
  const choices = options.map((option) => {
    const named = option.entries?.[key];
    return { meant: named === undefined ? never : made(named), measure: made(option) };
  });
  // Whether such a one is meant is not known here.
  if (choices.some(({ meant }) => meant === never)) return never;
  return (value) => {
    if (!isPlainObject(value)) return UNLIKE;
    for (const { meant, measure } of choices) if (meant(value[key]) >= 0) return measure(value);
    return UNLIKE;
  };
}

const listMeasure =
  (measure: Measure): Measure =>
  (value) => {
    if (!Array.isArray(value)) return UNLIKE;
    let total: number = SIZE.empty;
    for (const item of value) {
      const size = measure(item);
      if (size < 0) return UNLIKE;
      total += size + SIZE.item;
    }
    return total;
  };

/** A field of an object, and which one came behind it in the last object. */
interface Field {
  readonly name: string;
  readonly measure: Measure;
  readonly isRequired: boolean;
  next: Field | undefined;
}

function objectMeasure(entries: Readonly<Record<string, Described>>): Measure {
  const fields = new Map<string, Field>();
  /** Its `next` is the first one. */
  const start: Field = { name: '', measure: never, isRequired: false, next: undefined };
  let required = 0;
  for (const [name, entry] of Object.entries(entries)) {
    // A default is set where nothing is: what has none stays as it is.
    if (entry.type === 'exact_optional' && entry.default !== undefined) return never;
    const isRequired = entry.type !== 'exact_optional';
    fields.set(name, { name, measure: made(entry), isRequired, next: undefined });
    if (isRequired) required += 1;
  }
  return (value) => {
    if (!isPlainObject(value)) return UNLIKE;
    let missing = required;
    let before = start;
    let total: number = SIZE.empty;
    for (const name in value) {
      // One reader makes its objects alike: most fields are found without looking them up.
      let field = before.next;
      if (field?.name !== name) {
        field = fields.get(name);
        before.next = field;
      }
      if (field === undefined) return UNLIKE;
      const size = field.measure(value[name]);
      if (size < 0) return UNLIKE;
      total += name.length + SIZE.field + size;
      if (field.isRequired) missing -= 1;
      before = field;
    }
    return missing === 0 ? total : UNLIKE;
  };
}

/** Of a class nothing but its fields is kept. */
const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
