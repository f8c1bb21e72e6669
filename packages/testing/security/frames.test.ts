/** Rules 40 to 45: XML and frames. */
import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { XmlError, defaultParseLimits, parse, write, xml } from '@xec/stanza';
import { probe } from '../reliability/probe/index.js';
import { openStage } from '../stage/index.js';
import { message, romeo, told } from './house.js';
import { genuine, hostile } from './test-of-rule.js';

/** What a session that is online makes of frames: the condition it complains of, and what it was told. */
async function said(
  ...frames: readonly string[]
): Promise<{ complaint?: string; told: unknown[] }> {
  const stage = await (await openStage({ features: [probe], setUp: false })).connected();
  const { server } = stage;
  server.send(...frames);
  await stage.settle();
  const contents = stage.contents('probetold');
  const { complaint } = server;
  await stage.disconnected();
  return { ...(complaint !== undefined && { complaint }), told: contents };
}

const good = message(romeo, told(9));
const client = "xmlns='jabber:client'";

/** Each of the frames ends the stream with that condition, and nothing of it, or after it, is heard. */
async function refuses(
  condition: string | readonly string[],
  frames: readonly string[],
): Promise<void> {
  for (const frame of frames) {
    const { complaint, told: heard } = await said(frame, good);
    expect([frame.slice(0, 200), heard]).toEqual([frame.slice(0, 200), []]);
    expect([condition].flat()).toContain(complaint);
  }
}

const condition = (text: string): string | undefined => {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return error.condition;
    throw error;
  }
};

describe('a frame', () => {
  hostile(
    40,
    'two elements, half of one, text beside one, or a namespace that is not expected end the stream',
    async () => {
      await refuses(
        ['bad-format', 'not-well-formed'],
        [
          `${good}${good}`,
          `${good} x`,
          `x${good}`,
          '<message',
          `<message ${client}>`,
          'text',
          `</message>`,
        ],
      );
      await refuses(
        ['unsupported-stanza-type', 'invalid-namespace'],
        [
          '<message/>',
          "<message xmlns='jabber:server'/>",
          `<query xmlns='jabber:iq:roster'/>`,
          `<presences ${client}/>`,
          "<iq xmlns='urn:x' type='get' id='1'/>",
        ],
      );
    },
  );

  genuine(40, 'white space alone is dropped, and around an element allowed', async () => {
    expect(await said('', ' ', '\n\t', ` ${good}\n`)).toEqual({ told: [{ n: 9 }] });
  });

  hostile(41, 'what is not well-formed, namespaces included, ends the stream', async () => {
    const bad = [
      `<message ${client}><body></message>`,
      `<message ${client} id='1' id='2'/>`,
      `<message ${client} xmlns:a='urn:x' xmlns:b='urn:x' a:id='1' b:id='2'/>`,
      `<message ${client}><a:b/></message>`,
      `<message ${client} a:b='c'/>`,
      `<message ${client}>&#0;</message>`,
      `<message ${client}>&#xFFFE;</message>`,
      `<message ${client}>\uD800</message>`,
      `<message ${client}>\u0007</message>`,
      `<message ${client}>&</message>`,
      `<message ${client}>&amp</message>`,
      `<message ${client} id='<'/>`,
      `<message ${client} id=1/>`,
      `<message ${client} id='1'to='2'/>`,
      `<1message ${client}/>`,
      `<message ${client}>]]></message>`,
      `<message ${client} xmlns:xml='urn:x'/>`,
      `<message ${client} xmlns:xmlns='urn:x'/>`,
      `<message ${client} xmlns:a=''/>`,
      `<xmlns:message xmlns:xmlns='jabber:client'/>`,
      `<message ${client}></message >x`,
    ];
    await refuses(['not-well-formed', 'bad-format', 'bad-namespace-prefix', 'restricted-xml'], bad);
  });

  genuine(41, 'what only looks odd is read', async () => {
    const odd = `<message\n${client.replace('=', ' = ')}\tfrom="${romeo}" id='&lt;&#x1F48C;&quot;>'><told xmlns='urn:xec:probe' n='9'></told ><ünï xmlns='urn:x'/></message >`;
    expect(await said(odd)).toEqual({ told: [{ n: 9 }] });
    expect(parse("<a b='&#x1F48C;'/>").attrs['b']).toBe('💌');
  });

  hostile(42, 'comments, instructions, document types and entities end the stream', async () => {
    await refuses(
      ['restricted-xml', 'not-well-formed'],
      [
        `<message ${client}><!-- x --></message>`,
        `<message ${client}><?php x ?></message>`,
        `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><message ${client}>&b;</message>`,
        `<!DOCTYPE a><message ${client}/>`,
        `<message ${client}>&b;</message>`,
        `<message ${client}>&nbsp;</message>`,
      ],
    );
    expect(condition('<a>&lol9;</a>')).toBe('restricted-xml');
  });

  genuine(42, 'the five entities and references to characters are text', () => {
    expect(parse('<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;</a>').getText()).toBe('<>&"\'AB');
    expect(parse('<a><![CDATA[<b>&amp;]]></a>').getText()).toBe('<b>&amp;');
  });

  hostile(
    44,
    'one step over each limit is refused before a tree is built',
    async () => {
      const { maxAttributes, maxBytes, maxDepth, maxElements, maxNameBytes } = defaultParseLimits;
      const frame = (inner: string): string =>
        `<message ${client} from='${romeo}'>${told(1)}${inner}</message>`;
      // The connection counts bytes, and ends before there is a text.
      for (const letters of ['x'.repeat(maxBytes), 'ä'.repeat(maxBytes / 2)]) {
        expect(await said(frame(letters), good)).toEqual({ told: [] });
        expect(condition(frame(letters))).toBe('policy-violation');
      }
      const attributes = Array.from(
        { length: maxAttributes + 1 },
        (_x, n) => `a${String(n)}='1'`,
      ).join(' ');
      await refuses('policy-violation', [
        frame('<a>'.repeat(maxDepth) + '</a>'.repeat(maxDepth)),
        frame('<a>'.repeat(100_000)),
        frame(`<a ${attributes}/>`),
        frame('<a/>'.repeat(maxElements)),
        frame(`<${'n'.repeat(maxNameBytes + 1)}/>`),
        frame(`<a ${'n'.repeat(maxNameBytes + 1)}='1'/>`),
      ]);
    },
    20_000,
  );

  genuine(
    44,
    'what is as large as allowed is read',
    async () => {
      const { maxBytes, maxDepth } = defaultParseLimits;
      const depth = maxDepth - 2;
      expect(
        await said(message(romeo, `${told(9)}${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`)),
      ).toEqual({ told: [{ n: 9 }] });
      const empty = message(romeo, `${told(9)}<body></body>`);
      expect(
        await said(message(romeo, `${told(9)}<body>${'x'.repeat(maxBytes - empty.length)}</body>`)),
      ).toEqual({ told: [{ n: 9 }] });
    },
    20_000,
  );

  hostile(45, 'text that looks like markup stays text, wherever it is put', () => {
    const evil = `'"/><iq xmlns='jabber:client' type='set'/>&lt;]]>\n\t\r`;
    const text = write(xml('a', { b: evil, xmlns: evil }, evil, xml('c', {}, evil)));
    expect(parse(text).children).toHaveLength(2);
    expect(parse(text).attrs['b']).toBe(evil);
    expect(parse(text).getText()).toBe(evil);
    expect(() => write(xml('a b'))).toThrow();
    expect(() => write(xml('a', { 'b=': 'c' }))).toThrow();
    expect(() => write(xml('a', {}, '\u0000'))).toThrow();
  });

  genuine(45, 'what was written is read as it was', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((one) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(one));
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        const el = xml('a', { one }, two, xml('b', { three }, three), three);
        const read = parse(write(el));
        expect(write(parse(write(read)))).toBe(write(read));
        expect(read.attrs['one']).toBe(one);
        expect(read.getText()).toBe(two + three);
        expect(read.getChild('b')?.attrs['three']).toBe(three);
        expect(read.getChild('b')?.getText()).toBe(three);
      }),
    );
  });
});
