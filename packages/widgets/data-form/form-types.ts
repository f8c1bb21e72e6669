/**
 * Forms as packets have them, and what people say to them.
 */
import type { PacketMap } from '@xec/xec';

/** A form as packets have it. */
export type DataForm = PacketMap['muc_getconfig_handle']['form'];
export type FormField = DataForm['fields'][number];
/** A field that can be filled in: it has a name. */
export type NamedField = FormField & { readonly var: string };
/** What is said to a field: a yes or no, one text, or several. */
export type FormAnswer = boolean | string | readonly string[];

/** The several texts of an answer. */
export const textsOf = (answer: FormAnswer): readonly string[] =>
  typeof answer === 'object' ? answer : answer === '' ? [] : [String(answer)];
