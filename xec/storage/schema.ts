import { parse, type XmlElement } from '@xec/stanza';
import * as v from 'valibot';
import { xmlText } from '../core/index.js';

/** The namespace of what is kept, which is the application's own; also the node. */
export const namespace = v.pipe(v.string(), v.nonEmpty());

/** What is kept: one element in a namespace of its own. */
export const data = xmlText;

/** The element of a text that `data` let pass. */
export const elementOf = (text: string): XmlElement => parse(text);
