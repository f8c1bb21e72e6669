import { describe, expect, it } from '@jest/globals';
import { XmlElement, XmlError, defaultParseLimits, parse } from '@xec/stanza';
import { checkFrame } from './check-frame.js';
import { RULES, stricterRules } from './expected.js';
import { readWithSaxes } from './saxes.js';

const { maxAttributes, maxBytes, maxDepth, maxElements, maxNameBytes } = defaultParseLimits;

/** What is found wrong with a parser that mends frames before it reads them. */
const disagreement = (frame: string, mend: (frame: string) => string): string | undefined =>
  checkFrame(frame, (source) => parse(mend(source))).wrong[0]?.text;

describe('a parser disagrees with saxes', () => {
  it.each<[string, string, (frame: string) => string]>([
    ['a comment', '<a><!-- b --></a>', (frame) => frame.replace(/<!--.*?-->/, '')],
    ['a declaration', '<?xml version="1.0"?><a/>', (frame) => frame.replace(/^<\?.*?>/, '')],
    ['a byte order mark', '\ufeff<a/>', (frame) => frame.slice(1)],
    ['half a pair', '<a>\ud83dx</a>', (frame) => frame.replace('\ud83d', '')],
    ['an attribute twice', "<a b='' b=''/>", () => "<a b=''/>"],
    ['a second element', '<a/><a/>', () => '<a/>'],
    ['no end', '<a>', () => '<a/>'],
    ['a character of no XML', '<a>\u0001</a>', (frame) => frame.replace('\u0001', '')],
    ['a prefix without a namespace', '<p:a/>', () => '<a/>'],
    [
      'one level too many',
      `${'<a>'.repeat(maxDepth + 1)}${'</a>'.repeat(maxDepth + 1)}`,
      () => '<a/>',
    ],
  ])('where it takes %s', (_what, frame, mend) => {
    expect(disagreement(frame, (source) => source)).toBeUndefined();
    expect(disagreement(frame, mend)).toMatch(/accept/);
  });

  it.each([
    ['another name', '<a/>', '<b/>'],
    ['another namespace', "<a xmlns='u'/>", "<a xmlns='v'/>"],
    ['another namespace of a child', "<a xmlns:p='u'><p:b/></a>", "<a xmlns:p='v'><p:b/></a>"],
    ['another attribute', "<a b='1'/>", "<a b='2'/>"],
    ['an attribute less', "<a b='1'/>", '<a/>'],
    ['another text', '<a>b</a>', '<a>c</a>'],
    ['a child less', '<a><b/><b/></a>', '<a><b/></a>'],
    ['a child in another place', '<a><b/>c</a>', '<a>c<b/></a>'],
  ])('where it reads %s', (_what, frame, other) => {
    expect(disagreement(frame, (source) => source)).toBeUndefined();
    expect(disagreement(frame, () => other)).toMatch(/^<.*>: /);
  });

  it('where it refuses what it may not, or for another reason', () => {
    const refuse = (): never => {
      throw new XmlError('policy-violation', 'planted', 0);
    };
    expect(checkFrame('<a/>', refuse).wrong[0]?.text).toMatch(/saxes accepts it/);
    expect(checkFrame('<a><!-- b --></a>', refuse).wrong[0]?.text).toMatch(/saxes accepts it/);
    expect(checkFrame('<a>', refuse).wrong).toEqual([]);
  });

  it('with itself where what it writes is not what it read', () => {
    const forgetful = (frame: string): XmlElement =>
      frame.includes("'") ? parse(frame) : new XmlElement('a');
    expect(checkFrame("<a b='1'/>", forgetful).wrong[0]?.text).toMatch(/written/);
  });
});

describe('each rule that is stricter than XML', () => {
  const examples = [
    '<a><?b c?></a>',
    '\ufeff<a/>',
    '<a>\ud83dx</a>',
    "<a xmlns:p='u'><p:1/></a>",
    `<a>${'x'.repeat(maxBytes)}</a>`,
    `${'<a>'.repeat(maxDepth + 1)}${'</a>'.repeat(maxDepth + 1)}`,
    `<a>${'<b/>'.repeat(maxElements)}</a>`,
    `<a${Array.from({ length: maxAttributes + 1 }, (_, at) => ` b${at}=''`).join('')}/>`,
    `<${'é'.repeat(maxNameBytes / 2 + 1)}/>`,
  ];

  it.each(RULES.map(({ name }, at) => [name, at] as const))('refuses: %s', (name, at) => {
    const frame = examples[at] ?? '';
    const reading = readWithSaxes(frame);
    if (typeof reading !== 'object') throw new Error('expected saxes to read it');
    expect(stricterRules(frame, reading).map((rule) => rule.name)).toContain(name);
    const outcome = checkFrame(frame, parse);
    expect(outcome).toEqual({ isAccepted: false, wrong: [] });
  });
});

it('a namespace with white space around it is not compared: saxes drops it', () => {
  expect(readWithSaxes("<a xmlns=' u'/>")).toBe('unknown');
  expect(checkFrame("<a xmlns=' u'/>", parse)).toEqual({ isAccepted: true, wrong: [] });
});

it('half a pair at the end of a frame is no document for either', () => {
  expect(checkFrame('<a/><!\ud800', parse)).toEqual({ isAccepted: false, wrong: [] });
});
