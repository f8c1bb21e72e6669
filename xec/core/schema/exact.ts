/**
 * Whether a value is already what its schema would make of it. Contents of packets nearly always are:
 * their readers are typed. Then nothing is copied, and only what is there is looked at.
 */
import type { Schema } from './schema.js';

/** Says yes only where parsing would give an equal value; where it says no, parsing decides. */
export type ExactCheck = (value: unknown) => boolean;

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

const known = new WeakMap<object, ExactCheck>();

/** The check of a schema; made once. */
export function exactCheckOf(schema: Schema): ExactCheck {
  return checkOf(schema);
}

/** For a schema that transforms: tells what it leaves as it is. */
export function declareExact(schema: Schema, check: ExactCheck): void {
  known.set(schema, check);
}

function checkOf(schema: Described): ExactCheck {
  const made = known.get(schema);
  if (made !== undefined) return made;
  known.set(schema, never); // of what holds itself
  const check = schema.pipe === undefined ? plainCheck(schema) : pipeCheck(schema.pipe);
  known.set(schema, check);
  return check;
}

const never: ExactCheck = () => false;

function pipeCheck([schema, ...actions]: readonly Described[]): ExactCheck {
  const steps = actions.map(actionCheck).filter((step) => step !== always);
  const first = schema === undefined ? never : checkOf(schema);
  const [only, ...more] = steps;
  if (first === never || steps.includes(never)) return never;
  if (only === undefined) return first;
  if (more.length === 0) return (value) => first(value) && only(value);
  return (value) => first(value) && steps.every((step) => step(value));
}

const always: ExactCheck = () => true;

function actionCheck({ type, requirement }: Described): ExactCheck {
  switch (type) {
    case 'readonly':
      return always;
    case 'check':
      return requirement as ExactCheck; // of a check it is that function
    case 'integer':
      return Number.isInteger;
    case 'non_empty':
      return (value) => (value as string | readonly unknown[]).length > 0; // schemas before it say so
    case 'min_value':
      return (value) => (value as number) >= (requirement as number); // as above
    case 'max_value':
      return (value) => (value as number) <= (requirement as number); // as above
    default:
      return never;
  }
}

function plainCheck(schema: Described): ExactCheck {
  const { wrapped, item, entries, options, literal, key } = schema;
  switch (schema.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return (value) => typeof value === 'number' && !Number.isNaN(value);
    case 'literal':
      return (value) => value === literal;
    case 'picklist':
      return (value) => options?.includes(value) === true;
    case 'exact_optional':
      return wrapped === undefined ? never : checkOf(wrapped);
    case 'array':
      return item === undefined ? never : listCheck(checkOf(item));
    case 'object':
    case 'strict_object':
      return entries === undefined ? never : objectCheck(entries);
    case 'variant':
      if (key === undefined || options === undefined) return never;
      return variantCheck(key, options as readonly Described[]); // of a variant they are schemas
    default:
      return never;
  }
}

/** Looks at the first schema that is meant: whether another one that is meant, too, would do, parsing decides. */
function variantCheck(key: string, options: readonly Described[]): ExactCheck {
  const choices = options.map((option) => {
    const named = option.entries?.[key];
    return { isMeant: named === undefined ? never : checkOf(named), check: checkOf(option) };
  });
  // Whether such a one is meant is not known here.
  if (choices.some(({ isMeant }) => isMeant === never)) return never;
  return (value) => {
    if (!isPlainObject(value)) return false;
    for (const { isMeant, check } of choices) if (isMeant(value[key])) return check(value);
    return false;
  };
}

const listCheck =
  (check: ExactCheck): ExactCheck =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (const item of value) if (!check(item)) return false;
    return true;
  };

/** A field of an object, and which one came behind it in the last object. */
interface Field {
  readonly name: string;
  readonly check: ExactCheck;
  readonly isRequired: boolean;
  next: Field | undefined;
}

function objectCheck(entries: Readonly<Record<string, Described>>): ExactCheck {
  const fields = new Map<string, Field>();
  /** Its `next` is the first one. */
  const start: Field = { name: '', check: never, isRequired: false, next: undefined };
  let required = 0;
  for (const [name, entry] of Object.entries(entries)) {
    // A default is set where nothing is: what has none stays as it is.
    if (entry.type === 'exact_optional' && entry.default !== undefined) return never;
    const isRequired = entry.type !== 'exact_optional';
    fields.set(name, { name, check: checkOf(entry), isRequired, next: undefined });
    if (isRequired) required += 1;
  }
  return (value) => {
    if (!isPlainObject(value)) return false;
    let missing = required;
    let before = start;
    for (const name in value) {
      // One reader makes its objects alike: most fields are found without looking them up.
      let field = before.next;
      if (field?.name !== name) {
        field = fields.get(name);
        before.next = field;
      }
      if (field?.check(value[name]) !== true) return false;
      if (field.isRequired) missing -= 1;
      before = field;
    }
    return missing === 0;
  };
}

/** Of a class nothing but its fields is kept. */
const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
