/**
 * Documents by the grammar of XML, with now and then a rule that is not kept.
 */
import type { Random } from '@xec/testing/random';
import { MARKUP, VALUES } from './words.js';

const NAMES = ['a', 'b', 'body', 'iq', 'message', 'é.9', '_', 'x-1', 'constructor', 'xmlx', '𐀀'];
const PREFIXES = ['', '', '', 'p:', 'q:', 'xml:', 'r:'];
const NAMESPACES = ['u', 'v', 'jabber:client', '', 'http://www.w3.org/XML/1998/namespace'];
const SPACES = [' ', '\n', '\t', '\r\n', '  '];

/** How often a rule is not kept. */
const WRONG = 0.004;
const MAX_DEPTH = 6;
const MAX_CHILDREN = 4;
const MAX_ATTRIBUTES = 4;

/** One document; mostly a well-formed one. */
export function document(random: Random): string {
  const root = new Grammar(random).element(0, " xmlns:p='u' xmlns:q='v'");
  const around = (): string => (random.chance(0.1) ? random.pick(SPACES) : '');
  return around() + root + around();
}

class Grammar {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  element(depth: number, declarations = ''): string {
    const random = this.#random;
    const name = this.#name();
    const open = `<${name}${declarations}${this.#attributes()}${this.#maybeSpace()}`;
    if (depth >= MAX_DEPTH || random.chance(0.25)) return `${open}/>`;
    const children = Array.from({ length: random.between(0, MAX_CHILDREN) }, () =>
      random.chance(0.5) ? this.element(depth + 1) : this.#text(),
    );
    const end = random.chance(WRONG) ? this.#name() : name;
    return `${open}>${children.join('')}</${end}${this.#maybeSpace()}>`;
  }

  #name(): string {
    const prefix = this.#random.chance(WRONG) ? 'unbound:' : this.#random.pick(PREFIXES);
    return prefix + this.#random.pick(NAMES);
  }

  #attributes(): string {
    const random = this.#random;
    const names = new Set<string>();
    const count = random.between(0, MAX_ATTRIBUTES);
    for (let at = 0; at < count; at += 1) names.add(this.#attributeName());
    const all = [...names].map((name) => this.#attribute(name));
    return random.chance(WRONG) ? all.join('') + all.join('') : all.join('');
  }

  #attributeName(): string {
    const random = this.#random;
    if (random.chance(0.1)) return random.pick(['xmlns', 'xmlns:r', 'xmlns:p', 'xml:lang']);
    return this.#name();
  }

  #attribute(name: string): string {
    const random = this.#random;
    const quote = random.pick(['"', "'"]);
    const isDeclaration = name.startsWith('xmlns');
    const value = isDeclaration
      ? random.pick(NAMESPACES)
      : this.#escaped(random.pick(VALUES), quote);
    return `${random.pick(SPACES)}${name}${this.#maybeSpace()}=${quote}${value}${quote}`;
  }

  #text(): string {
    const random = this.#random;
    const value = random.pick(VALUES);
    if (random.chance(0.2)) return `<![CDATA[${value}]]>`;
    return random.chance(WRONG) ? random.pick(MARKUP) : this.#escaped(value, '');
  }

  /** As it stands in a document; each character in one of the ways in which it may. */
  #escaped(text: string, quote: string): string {
    let out = '';
    for (const char of text) {
      if (char === '<' || char === '&' || char === quote) out += this.#reference(char);
      else out += this.#random.chance(0.01) ? this.#reference(char) : char;
    }
    return out;
  }

  #reference(char: string): string {
    const code = char.codePointAt(0) ?? 0;
    const named = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' }[char];
    const number = this.#random.chance(0.5) ? `&#${code};` : `&#x${code.toString(16)};`;
    return named !== undefined && this.#random.chance(0.7) ? named : number;
  }

  #maybeSpace(): string {
    return this.#random.chance(0.05) ? this.#random.pick(SPACES) : '';
  }
}
