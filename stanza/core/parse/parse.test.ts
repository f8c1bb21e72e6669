import { describe, expect, it } from '@jest/globals';
import { XmlElement } from '../element.js';
import { write } from '../write.js';
import { XmlError } from './error.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';
import { parse } from './parse.js';

const conditionOf = (frame: string, limits?: ParseLimits): string => {
  try {
    parse(frame, limits);
    return 'accepted';
  } catch (error) {
    return error instanceof XmlError ? error.condition : `threw ${String(error)}`;
  }
};

describe('what is accepted', () => {
  const accepted: [frame: string, written: string][] = [
    ['<a/>', '<a/>'],
    [' \t\r\n<a ></a >\n', '<a/>'],
    ['<a b=\'1\'\n c = "2" />', '<a b="1" c="2"/>'],
    ['<a>x<b/>y</a>', '<a>x<b/>y</a>'],
    ['<a>&lt;&gt;&amp;&quot;&apos;</a>', '<a>&lt;&gt;&amp;"\'</a>'],
    ['<a>&#65;&#x42;&#x1F600;&#0000067;&#xd;</a>', '<a>AB😀C&#13;</a>'],
    ['<a>\r\n\r\n\r</a>', '<a>\n\n\n</a>'],
    ['<a b="\t\n\r\n\r&#9;&#10;&#13;"/>', '<a b="    &#9;&#10;&#13;"/>'],
    ['<a>x<![CDATA[<&]]]]><![CDATA[>\r\n]]>y</a>', '<a>x&lt;&amp;]]&gt;\ny</a>'],
    ['<a><![CDATA[]]></a>', '<a/>'],
    ['<a>]]</a>', '<a>]]</a>'],
    ['<a>]]&gt;]>&#93;]></a>', '<a>]]&gt;]&gt;]]&gt;</a>'],
    ['<a b="]]>"/>', '<a b="]]&gt;"/>'],
    ['<a b=">"/>', '<a b="&gt;"/>'],
    [
      '<a>\u007f\u0085\u2028\ufffd\ufdd0\ufeff𐀀\u{10ffff}</a>',
      '<a>\u007f\u0085\u2028\ufffd\ufdd0\ufeff𐀀\u{10ffff}</a>',
    ],
    ['<ħé·_-.9/>', '<ħé·_-.9/>'],
    ['<𐀀𐀀 𐀀="1"/>', '<𐀀𐀀 𐀀="1"/>'],
    ['<p:a p:b="1" xmlns:p="urn:p"/>', '<p:a p:b="1" xmlns:p="urn:p"/>'],
    [
      '<a xml:lang="en" xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
      '<a xml:lang="en" xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
    ],
    ['<a xmlns="u"><b xmlns=""/></a>', '<a xmlns="u"><b xmlns=""/></a>'],
    ['<a xmlns="u" xmlns:p="u" b="1" p:b="2"/>', '<a xmlns="u" xmlns:p="u" b="1" p:b="2"/>'],
    [
      '<a xmlns:p="u"><b xmlns:p="v" xmlns:q="u" p:x="" q:x=""/><p:c/></a>',
      '<a xmlns:p="u"><b xmlns:p="v" xmlns:q="u" p:x="" q:x=""/><p:c/></a>',
    ],
    ['<xmlfoo/>', '<xmlfoo/>'],
  ];
  it.each(accepted)('%j', (frame, written) => {
    expect(write(parse(frame))).toBe(written);
  });
});

describe('what is refused, and with which stream error', () => {
  const refused: [condition: string, frames: string[]][] = [
    [
      'bad-format',
      [
        '',
        ' \n',
        'x',
        'x<a/>',
        '\ufeff<a/>',
        '<a/>x',
        '<a/><b/>',
        '<a></a> <a/>',
        '<a/>\0',
        '&amp;<a/>',
      ],
    ],
    [
      'restricted-xml',
      [
        '<?xml version="1.0"?><a/>',
        '<?pi?><a/>',
        '<a><?pi?></a>',
        '<a/><?pi?>',
        '<?',
        '<a><?xml version="1.0"?></a>',
        '<!--x--><a/>',
        '<a><!--x--></a>',
        '<a/><!---->',
        '<!DOCTYPE a><a/>',
        '<a><!DOCTYPE a></a>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<a>&nbsp;</a>',
        '<a b="&x;"/>',
        '<a>&AMP;</a>',
        '<a>&lt2;</a>',
      ],
    ],
    [
      'not-well-formed',
      [
        '<',
        '<a',
        '<a ',
        '<a/',
        '<a>',
        '<a b',
        '<a b=',
        '<a b="',
        '<a b="1"',
        '<a>x',
        '<a><',
        '<a></',
        '<a></a',
        '<a></a x>',
        '<a></b>',
        '<a></ab>',
        '<ab></a>',
        '<a><b></a></b>',
        '<a></A>',
        '</a>',
        '<a/></a>',
        '< a/>',
        '<a></ a>',
        '<a/ >',
        '<>',
        '</>',
        '<1/>',
        '<-a/>',
        '<.a/>',
        '<a$/>',
        '<a\u00d7/>',
        '<\u0301a/>',
        '<a\u037e/>',
        '<\ud800/>',
        '<\u{f0000}/>',
        '<\u00b7/>',
        '<a b/>',
        '<a b=1/>',
        '<a b=\'1"/>',
        '<a b="1"c="2"/>',
        '<a b="1" b="2"/>',
        '<a =""/>',
        '<a "1"/>',
        '<a b="<"/>',
        '<a>]]></a>',
        '<a>x]]]></a>',
        '<a><![CDATA[</a>',
        '<a><![CDATA[]]</a>',
        '<a><![cdata[]]></a>',
        '<![CDATA[]]><a/>',
        '<a/><![CDATA[]]>',
        '<a><!x></a>',
        '<!',
        '<a>&</a>',
        '<a>&amp</a>',
        '<a>& amp;</a>',
        '<a>&;</a>',
        '<a>&1;</a>',
        '<a>&#;</a>',
        '<a>&#x;</a>',
        '<a>&#X41;</a>',
        '<a>&#4a;</a>',
        '<a>&#xg;</a>',
        '<a>&#-1;</a>',
        '<a b="&"/>',
        '<a b="&amp"/>',
        '<a>&amp<b/>;</a>',
        '<a b="&lt" c=";"/>',
        '<a>&#x41<b/>;</a>',
        '<a>&#0;</a>',
        '<a>&#8;</a>',
        '<a>&#xB;</a>',
        '<a>&#x1f;</a>',
        '<a>&#xd800;</a>',
        '<a>&#xDFFF;</a>',
        '<a>&#xfffe;</a>',
        '<a>&#xffff;</a>',
        '<a>&#x110000;</a>',
        '<a>&#99999999999999999999;</a>',
        '<a>\0</a>',
        '<a>\u0008</a>',
        '<a>\u000b</a>',
        '<a>\u001f</a>',
        '<a>\ufffe</a>',
        '<a>\uffff</a>',
        '<a>\ud800</a>',
        '<a>\udc00</a>',
        '<a>\ud800x</a>',
        '<a>\udc00\ud800</a>',
        '<a b="\0"/>',
        '<a b="\ud83d"/>',
        '<a><![CDATA[\0]]></a>',
        '<a><![CDATA[\udc00]]></a>',
        '<p:a/>',
        '<a p:b=""/>',
        '<a><b xmlns:p="u"/><p:c/></a>',
        '<a><b xmlns:p="u"></b><c p:d=""/></a>',
        '<:a/>',
        '<a:/>',
        '<p:q:a xmlns:p="u"/>',
        '<p:1 xmlns:p="u"/>',
        '<a :b=""/>',
        '<a b:=""/>',
        '<a xmlns:=""/>',
        '<a xmlns:p:q="u"/>',
        '<a xmlns:p=""/>',
        '<a xmlns:xml="u"/>',
        '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
        '<a xmlns="http://www.w3.org/XML/1998/namespace"/>',
        '<a xmlns:xmlns="u"/>',
        '<a xmlns:xmlns="http://www.w3.org/2000/xmlns/"/>',
        '<a xmlns:p="http://www.w3.org/2000/xmlns/"/>',
        '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
        '<xmlns:a/>',
        '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
        '<a xmlns="u" xmlns="v"/>',
        '<a xmlns:p="u" xmlns:p="u"/>',
        '<a xmlns:p="u"><b xmlns:q="&#117;" p:b="1" q:b="2"/></a>',
        '<a __proto__="1" __proto__="2"/>',
        '<a constructor="1" constructor="2"/>',
      ],
    ],
  ];
  for (const [condition, frames] of refused) {
    it.each(frames)(`${condition}: %j`, (frame) => {
      expect(conditionOf(frame)).toBe(condition);
    });
  }

  it('says where, and quotes nothing', () => {
    const refusal = (): unknown => parse('<body>secret &words</body>');
    expect(refusal).toThrow(XmlError);
    expect(refusal).toThrow(expect.objectContaining({ offset: 13 }));
    expect(refusal).not.toThrow(/secret|words/);
  });
});

describe('the tree', () => {
  it('has names as written, values as meant and text in one piece', () => {
    const root = parse('<p:a xmlns:p="urn:p" b="&lt;1">x&amp;<![CDATA[y]]>z<c/>w</p:a>');
    expect(root).toBeInstanceOf(XmlElement);
    expect(root.name).toBe('p:a');
    expect(root.getNS()).toBe('urn:p');
    expect(root.attrs).toEqual({ 'xmlns:p': 'urn:p', b: '<1' });
    expect(root.parent).toBeNull();
    const [text, child, rest, ...more] = root.children;
    expect([text, rest, more]).toEqual(['x&yz', 'w', []]);
    expect(child).toBeInstanceOf(XmlElement);
    expect((child as XmlElement).parent).toBe(root); // just seen to be one
  });

  it('keeps an attribute named like an inherited property as its own, and changes nothing else', () => {
    const root = parse('<a __proto__="x" constructor="y" toString="z" hasOwnProperty="w"/>');
    expect(Object.keys(root.attrs)).toEqual([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
    ]);
    expect(Object.getOwnPropertyDescriptor(root.attrs, '__proto__')?.value).toBe('x');
    expect(Object.getPrototypeOf(root.attrs)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    expect(write(root)).toBe('<a __proto__="x" constructor="y" toString="z" hasOwnProperty="w"/>');
    expect(conditionOf('<__proto__ xmlns:__proto__="u"><__proto__:constructor/></__proto__>')).toBe(
      'accepted',
    );
    expect(conditionOf('<a><constructor:b/></a>')).toBe('not-well-formed');
  });
});

describe('a piece of a stream', () => {
  const stream = new Map([
    ['', 'jabber:client'],
    ['stream', 'http://etherx.jabber.org/streams'],
    ['db', 'jabber:server:dialback'],
  ]);
  const cut = (piece: string): string => write(parse(piece, defaultParseLimits, stream));

  it('declares what it uses of the namespaces around it', () => {
    expect(cut('<presence/>')).toBe('<presence xmlns="jabber:client"/>');
    expect(cut('<stream:error><x db:y=""/></stream:error>')).toBe(
      '<stream:error xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" xmlns:db="jabber:server:dialback"><x db:y=""/></stream:error>',
    );
  });

  it('keeps its own declarations', () => {
    expect(cut('<a xmlns=""/>')).toBe('<a xmlns=""/>');
    expect(cut('<db:a xmlns="u" xmlns:db="v"/>')).toBe('<db:a xmlns="u" xmlns:db="v"/>');
    expect(cut('<a xmlns="u"><b xmlns:db="v"><db:c/></b><db:d/></a>')).toBe(
      '<a xmlns="u" xmlns:db="jabber:server:dialback"><b xmlns:db="v"><db:c/></b><db:d/></a>',
    );
  });

  it('still may not use a prefix that nobody bound, nor one expanded name twice', () => {
    expect(() => cut('<q:a/>')).toThrow(XmlError);
    expect(() => cut('<a xmlns:q="jabber:server:dialback" q:b="" db:b=""/>')).toThrow(XmlError);
  });
});

describe('limits', () => {
  const nested = (depth: number): string =>
    '<a>'.repeat(depth - 1) + '<a/>' + '</a>'.repeat(depth - 1);
  const attributes = (count: number): string =>
    `<a ${Array.from({ length: count }, (_, index) => `b${String(index)}=""`).join(' ')}/>`;
  const sized = (bytes: number, char: string): string =>
    `<a>${char.repeat((bytes - 7) / Buffer.byteLength(char))}</a>`;

  const borders: [limit: keyof ParseLimits, border: number, frame: (size: number) => string][] = [
    ['maxBytes', 1000, (size) => sized(size, 'x')],
    ['maxDepth', 200, nested],
    ['maxDepth', 200, (size) => nested(size).replace('<a/>', '<a></a>')],
    ['maxAttributes', 128, attributes],
    ['maxElements', 500, (size) => `<a>${'<b/>'.repeat(size - 1)}</a>`],
    ['maxNameBytes', 64, (size) => `<${'n'.repeat(size)}/>`],
    ['maxNameBytes', 64, (size) => `<a ${'n'.repeat(size)}=""/>`],
    ['maxNameBytes', 64, (size) => `<${'é'.repeat(Math.floor(size / 2))}${'n'.repeat(size % 2)}/>`],
  ];
  it.each(borders)('%s: %i is accepted, one more is a policy violation', (limit, border, frame) => {
    const limits = { ...defaultParseLimits, [limit]: border };
    expect(conditionOf(frame(border), limits)).toBe('accepted');
    expect(conditionOf(frame(border + 1), limits)).toBe('policy-violation');
  });

  it.each(['é', '€', '😀'])('counts %s by its bytes', (char) => {
    const size = 7 + 60 * Buffer.byteLength(char);
    const limits = { ...defaultParseLimits, maxBytes: size };
    expect(conditionOf(sized(size, char), limits)).toBe('accepted');
    expect(conditionOf(`${sized(size, char)} `, limits)).toBe('policy-violation');
  });

  it('counts the size before it looks at anything', () => {
    expect(conditionOf('x'.repeat(11), { ...defaultParseLimits, maxBytes: 10 })).toBe(
      'policy-violation',
    );
  });

  it('refuses 200 kB of open tags at the first too deep', () => {
    const refusal = (): unknown => parse('<a>'.repeat(66_667));
    expect(refusal).toThrow(
      expect.objectContaining({ condition: 'policy-violation', offset: 600 }),
    );
  });

  it('reads 50,000 levels when it is told to, with a declaration at each', () => {
    const depth = 50_000;
    const frame = '<a xmlns:p="u">'.repeat(depth) + '<p:b/>' + '</a>'.repeat(depth);
    const limits = { ...defaultParseLimits, maxDepth: depth + 1, maxElements: depth + 1 };
    expect(conditionOf(frame, limits)).toBe('accepted');
  });
});
