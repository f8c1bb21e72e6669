/**
 * The parser and the writer against saxes, and against each other, on made-up documents.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { isElement, type Element, type XmlElement } from '../element.js';
import { isXmlChar } from '../names.js';
import { write } from '../write.js';
import { xml } from '../xml.js';
import { XmlError } from './error.js';
import { parse } from './parse.js';

/** An element as plain data, its text merged and its attributes sorted. */
interface Tree {
  name: string;
  attributes: [name: string, value: string][];
  children: (Tree | string)[];
}

const newTree = (name: string, attributes: Iterable<[string, string]>): Tree => ({
  name,
  attributes: [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)),
  children: [],
});

function addText(tree: Tree, text: string): void {
  const before = tree.children.at(-1);
  if (text === '') return;
  if (typeof before === 'string') tree.children[tree.children.length - 1] = before + text;
  else tree.children.push(text);
}

function treeOf(el: Element): Tree {
  const tree = newTree(
    el.name,
    Object.entries(el.attrs).map(([name, value]) => [name, String(value)]),
  );
  for (const node of el.children) {
    if (isElement(node)) tree.children.push(treeOf(node));
    else addText(tree, node);
  }
  return tree;
}

/** What saxes reads, with what RFC 6120 section 11.1 restricts counted as faults. */
function readWithSaxes(source: string): Tree | undefined {
  // saxes takes what follows the first half of a surrogate pair for the second half, unseen
  if (Buffer.from(source).toString() !== source) return undefined;
  const saxes = new SaxesParser({ xmlns: true });
  const open: Tree[] = [newTree('', [])];
  const faults: unknown[] = [];
  const fault = (what: unknown): void => {
    faults.push(what);
  };
  const text = (content: string): void => {
    if (open.length > 1) addText(open.at(-1)!, content); // just seen not to be empty
  };
  saxes.on('error', fault);
  saxes.on('comment', fault);
  saxes.on('doctype', fault);
  saxes.on('processinginstruction', fault);
  saxes.on('xmldecl', fault);
  saxes.on('text', text);
  saxes.on('cdata', text);
  saxes.on('opentag', ({ attributes, name }) => {
    const tree = newTree(
      name,
      Object.values(attributes).map((attribute) => [attribute.name, attribute.value]),
    );
    open.at(-1)?.children.push(tree);
    open.push(tree);
  });
  saxes.on('closetag', () => open.pop());
  try {
    saxes.write(source).close();
  } catch {
    return undefined;
  }
  const root = open[0]?.children[0];
  return faults.length > 0 || typeof root !== 'object' ? undefined : root;
}

function readWithOurs(source: string): Tree | undefined {
  try {
    return treeOf(parse(source));
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

const legalText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Array.from('abc <>&"\'\t\n\r]=/;:')) },
    { weight: 1, arbitrary: fc.constantFrom(']]>', '\r\n', '&amp;', '\u{1f600}', '\ufffd') },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 0x10ffff })
        .filter(isXmlChar)
        .map((code) => String.fromCodePoint(code)),
    },
  ),
  maxLength: 12,
});

/** Local names, and prefixes that the root binds. */
const localName = fc.constantFrom('a', 'body', 'x-1', 'é.9', '𐀀', '_', 'constructor', 'xmlx');
const prefix = fc.constantFrom('', '', '', 'p:', 'q:', 'xml:');
const attribute = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.tuple(prefix, localName).map((parts) => parts.join('')),
      legalText,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(['xmlns', ''], ['xmlns', 'u'], ['xmlns:p', 'w']) },
);

const { element } = fc.letrec<{ element: XmlElement; text: string }>((tie) => ({
  text: legalText,
  element: fc
    .record({
      name: fc.tuple(prefix, localName).map((parts) => parts.join('')),
      attributes: fc.array(attribute, { maxLength: 4 }),
      children: fc.array(fc.oneof({ maxDepth: 4 }, tie('text'), tie('element')), { maxLength: 4 }),
    })
    .map(({ attributes, children, name }) =>
      xml(name, Object.fromEntries(attributes) as Record<string, string>, children),
    ),
}));

/** A whole document: prefixes p and q are bound, and never to the same namespace. */
const document = element.map((el) => xml('root', { 'xmlns:p': 'urn:p', 'xmlns:q': 'urn:q' }, el));

const pieces = [
  '<', '>', '/', '/>', '</', '"', "'", '=', '&', ';', ':', ' ', '\n', '\0', '\ud800', '\ufffe', ']]>', 'a', '1', '-', 'é', '\u0301',
  '&lt;', '&#65;', '&#x0;', '&#xD800;', '&foo;', '&#x', '<a>', '</a>', '<b/>', '<p:b/>', '<z:b/>', ' a="1"', ' p:a="1"', ' q:a="1"', ' b',
  ' xmlns=""', ' xmlns="u"', ' xmlns:p="u"', ' xmlns:q="u"', ' xmlns:q=""', ' xmlns:xml="u"', ' xmlns:z="u"',
  '<!--x-->', '<?x y?>', '<![CDATA[<&', '<![CDATA[x]]>', '<!DOCTYPE a>', '\r', 'xmlns:', 'p:', '𐀀',
]; // prettier-ignore

/** Edits: at a place (a fraction of the length) some characters go and a piece comes. */
const edits = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.integer({ min: 0, max: 3 }),
    piece: fc.oneof(fc.constant(''), fc.constantFrom(...pieces)),
  }),
  { maxLength: 3 },
);

const edited = fc.tuple(document, edits).map(([el, changes]) =>
  changes.reduce((source, { piece, place, removed }) => {
    const at = Math.floor(place * source.length);
    return source.slice(0, at) + piece + source.slice(at + removed);
  }, write(el)),
);

const heap = fc
  .array(fc.constantFrom(...pieces), { maxLength: 10 })
  .map((parts) => `<a xmlns:p="urn:p">${parts.join('')}</a>`);

const inTag = fc
  .array(fc.constantFrom(...pieces), { maxLength: 5 })
  .map((parts) => `<a xmlns:p="urn:p"${parts.join('')}/>`);

describe('the parser', () => {
  let accepted = 0;
  let refused = 0;
  const agree = (source: string): void => {
    const ours = readWithOurs(source);
    expect(ours).toEqual(readWithSaxes(source));
    if (ours === undefined) refused++;
    else accepted++;
  };

  it.each([
    ['documents', document.map(write), 300],
    ['documents with edits', edited, 900],
    ['content put together at random', heap, 500],
    ['tags put together at random', inTag, 500],
  ])('agrees with saxes on %s', (_what, sources, numRuns) => {
    fc.assert(fc.property(sources, agree), { seed: 20_260_101, numRuns });
  });

  it('was asked about both sorts', () => {
    expect(accepted).toBeGreaterThan(400);
    expect(refused).toBeGreaterThan(400);
  });
});

describe('the writer', () => {
  it('writes what the parser reads as the same tree', () => {
    const property = fc.property(document, (el) => {
      expect(treeOf(parse(write(el)))).toEqual(treeOf(el));
    });
    fc.assert(property, { seed: 20_260_102, numRuns: 500 });
  });

  it('writes a part of a document so that it means the same alone', () => {
    const property = fc.property(document, (root) => {
      for (const el of root.getChildElements()) {
        const alone = parse(write(el));
        expect([alone.getName(), alone.getNS()]).toEqual([el.getName(), el.getNS()]);
      }
    });
    fc.assert(property, { seed: 20_260_103, numRuns: 200 });
  });
});
