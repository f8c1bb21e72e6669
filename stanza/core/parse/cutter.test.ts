import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { write } from '../write.js';
import { StreamCutter } from './cutter.js';
import { XmlError } from './error.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';
import { StreamReader, type StreamPiece } from './stream-reader.js';

const OPEN =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='a>b'>";
const CLOSE = '</stream:stream>';

/** Feeds the chunks to a new cutter; what came out, the refusal last. */
function cut(chunks: Iterable<string | Uint8Array>, limits?: ParseLimits): string[] {
  const events: string[] = [];
  const cutter = reading((piece) => {
    if (piece.kind === 'header') events.push(`header ${write(piece.header)}`);
    else events.push(piece.kind === 'element' ? write(piece.element) : 'end');
  }, limits);
  try {
    for (const chunk of chunks) cutter.write(chunk);
  } catch (error) {
    events.push(error instanceof XmlError ? error.condition : `threw ${String(error)}`);
  }
  return events;
}

/** A cutter whose pieces are read. */
function reading(onPiece: (piece: StreamPiece) => void, limits?: ParseLimits): StreamCutter {
  const reader = new StreamReader(limits);
  return new StreamCutter((text) => {
    onPiece(reader.read(text));
  }, limits);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function* bytewise(text: string): Generator<Uint8Array> {
  for (const byte of bytesOf(text)) yield Uint8Array.of(byte);
}

const HEADER =
  'header <stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" id="a&gt;b"/>';

describe('a stream', () => {
  const whole = [
    "<?xml version='1.0' encoding='utf-8'?> ",
    OPEN,
    "<stream:features><bind xmlns='urn:b'/></stream:features>\n \t",
    `<message a="/>" b='"<![CDATA[>'><body>h&lt;😀é<![CDATA[</body>]] ]]]>]</body></message >`.replace(
      '"<!',
      '"&lt;!',
    ),
    '<presence/><presence></presence><presence a="/"/>',
    `${CLOSE} \n`,
  ].join('');
  const pieces = [
    HEADER,
    '<stream:features xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams"><bind xmlns="urn:b"/></stream:features>',
    '<message a="/&gt;" b="&quot;&lt;![CDATA[&gt;" xmlns="jabber:client"><body>h&lt;😀é&lt;/body&gt;]] ]]</body></message>',
    '<presence xmlns="jabber:client"/>',
    '<presence xmlns="jabber:client"/>',
    '<presence a="/" xmlns="jabber:client"/>',
    'end',
  ];

  it('is cut into its header, its elements and its end', () => {
    expect(cut([whole])).toEqual(pieces);
    expect(cut([bytesOf(whole)])).toEqual(pieces);
  });

  it('is the same when it trickles in, byte by byte or by halves of characters', () => {
    expect(cut(bytewise(whole))).toEqual(pieces);
    expect(cut(whole.split(''))).toEqual(pieces);
  });

  it('is the same however it is divided', () => {
    const bytes = bytesOf(whole);
    const places = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 });
    const property = fc.property(places, (cuts) => {
      const sorted = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
      expect(cut(chunks)).toEqual(pieces);
    });
    fc.assert(property, { seed: 20_260_104, numRuns: 200 });
  });

  it('hands a piece out at its last character', () => {
    const seen: string[] = [];
    const cutter = reading(({ kind }) => seen.push(kind));
    cutter.write(OPEN.slice(0, -1));
    expect(seen).toEqual([]);
    cutter.write('>');
    cutter.write('<a></a');
    expect(seen).toEqual(['header']);
    cutter.write('><b/');
    cutter.write('>');
    cutter.write(CLOSE.slice(0, -1));
    expect(seen).toEqual(['header', 'element', 'element']);
    cutter.write('>');
    expect(seen).toEqual(['header', 'element', 'element', 'end']);
  });

  it('may be a component’s or empty', () => {
    expect(cut(["<stream xmlns='u'><a/></stream >"])).toEqual([
      'header <stream xmlns="u"/>',
      '<a xmlns="u"/>',
      'end',
    ]);
    expect(cut(["<s:s xmlns:s='u'/>"])).toEqual(['header <s:s xmlns:s="u"/>', 'end']);
  });
});

describe('a stream is refused', () => {
  const inStream: [condition: string, rest: string][] = [
    ['restricted-xml', '<!-'],
    ['restricted-xml', '<!D'],
    ['restricted-xml', '<?'],
    ['restricted-xml', '<a><!--'],
    ['restricted-xml', '<a><?xml version="1.0"?>'],
    ['restricted-xml', '<a>&foo;</a>'],
    ['bad-format', 'x'],
    ['bad-format', '\ufeff'],
    ['bad-format', '<![CDATA['],
    ['not-well-formed', '<a><!['.concat('x')],
    ['not-well-formed', '<a <'],
    ['not-well-formed', '<a b="<"/>'],
    ['not-well-formed', '<a></b>'],
    ['not-well-formed', '<a><b></a></b>'],
    ['not-well-formed', '<p:a/>'],
    ['not-well-formed', '</stream:strea>'],
    ['not-well-formed', '</stream:streamx>'],
    ['not-well-formed', '</ stream:stream>'],
    ['not-well-formed', '</>'],
    ['not-well-formed', '<>'],
    ['bad-format', `${CLOSE} <a/>`],
    ['bad-format', `${CLOSE}${OPEN}`],
  ];
  it.each(inStream)('with %s for %j', (condition, rest) => {
    expect(cut([OPEN, rest]).at(-1)).toBe(condition);
    expect(cut(bytewise(OPEN + rest)).at(-1)).toBe(condition);
  });

  const atStart: [condition: string, start: string][] = [
    ['bad-format', 'HTTP/1.1 400 Bad Request'],
    ['bad-format', '\ufeff<a>'],
    ['not-well-formed', '</a>'],
    ['restricted-xml', "<?xml-stylesheet href='x'?>"],
    ['restricted-xml', "<?xmk version='1.0'?>"],
    ['restricted-xml', " <?xml version='1.0'?>"],
    ['restricted-xml', "<?xml version='1.0'?><?xml version='1.0'?>"],
    ['restricted-xml', '<!DOCTYPE stream>'],
    ['not-well-formed', "<?xml version='1.1'?>"],
    ['not-well-formed', '<?xml ?>'],
    ['not-well-formed', "<?xml encoding='UTF-8' version='1.0'?>"],
    ['not-well-formed', "<?xml version='1.0' standalone='maybe'?>"],
    ['unsupported-encoding', "<?xml version='1.0' encoding='latin1'?>"],
    ['policy-violation', `<?xml ${' '.repeat(300)}`],
  ];
  it.each(atStart)('with %s for a start of %j', (condition, start) => {
    expect(cut([start])).toEqual([condition]);
    expect(cut(bytewise(start))).toEqual([condition]);
  });

  const notUtf8: number[][] = [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x98, 0x3c],
    [0x80],
  ];
  it.each(notUtf8.map((bytes) => [bytes]))(
    'with unsupported-encoding for the bytes %j',
    (bytes) => {
      expect(cut([OPEN, '<a>', Uint8Array.from(bytes)]).at(-1)).toBe('unsupported-encoding');
      const single = bytes.map((byte) => Uint8Array.of(byte));
      expect(cut([OPEN, '<a>', ...single]).at(-1)).toBe('unsupported-encoding');
    },
  );

  it('with unsupported-encoding when text comes in the middle of a character', () => {
    expect(cut([OPEN, '<a>', Uint8Array.of(0xf0, 0x9f), '</a>']).at(-1)).toBe(
      'unsupported-encoding',
    );
  });

  it('once and for all, after what came before', () => {
    const seen: string[] = [];
    const cutter = reading((piece) => {
      seen.push(piece.kind === 'element' ? piece.element.name : piece.kind);
    });
    let first: unknown;
    try {
      cutter.write(`${OPEN}<a/><b></c><d/>`);
    } catch (error) {
      first = error;
    }
    expect(first).toBeInstanceOf(XmlError);
    expect(() => {
      cutter.write('<e/>');
    }).toThrow(first); // just seen to be one
    expect(seen).toEqual(['header', 'a']);
  });

  it('when a receiver throws', () => {
    const fault = new Error('of the receiver');
    const cutter = new StreamCutter(() => {
      throw fault;
    });
    const feed = (text: string) => (): void => {
      cutter.write(text);
    };
    expect(feed(`${OPEN}<a/>`)).toThrow(fault);
    expect(feed('<b/>')).toThrow(fault);
  });
});

describe('limits of a stream', () => {
  const limits = { ...defaultParseLimits, maxBytes: 200, maxDepth: 3 };

  it('hold for an element that is not complete yet', () => {
    const start = `${OPEN}<a b="`;
    expect(cut([start, '€'.repeat(64)], limits)).toEqual([HEADER]);
    expect(cut([start, '€'.repeat(64), 'xxx'], limits)).toEqual([HEADER, 'policy-violation']);
    expect(cut([start, '€'.repeat(64), 'xx'], limits)).toEqual([HEADER]);
  });

  it('hold for each element alone, at the border and one above', () => {
    const element = (size: number): string => `<a b="${'x'.repeat(size - 9)}"/>`;
    expect(cut([OPEN, element(200), ' '.repeat(500), element(200)], limits)).toHaveLength(3);
    expect(cut([OPEN + element(200) + element(201)], limits).at(-1)).toBe('policy-violation');
  });

  it('hold for depth as soon as a tag begins too deep', () => {
    expect(cut([OPEN, '<a><a><a/></a></a>'], limits)).toHaveLength(2);
    expect(cut([OPEN, '<a><a><a><'], limits)).toEqual([HEADER]);
    expect(cut([OPEN, '<a><a><a><a'], limits)).toEqual([HEADER, 'policy-violation']);
    expect(cut([OPEN + '<a>'.repeat(66_000)])).toEqual([HEADER, 'policy-violation']);
  });

  it('hold for what only the parser counts', () => {
    const few = { ...limits, maxAttributes: 2, maxElements: 2 };
    const open = '<s xmlns="u">';
    expect(cut([open, '<a b="" c="" d=""/>'], few).at(-1)).toBe('policy-violation');
    expect(cut([open, '<a><b/><c/></a>'], few).at(-1)).toBe('policy-violation');
  });
});
