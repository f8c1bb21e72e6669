/** Rules 58, 59 and 62: content. */
import { createHash } from 'node:crypto';
import { describe, expect, jest } from '@jest/globals';
import { parse, sanitiseXhtml, write } from '@xec/stanza';
import { GetAvatar } from '@xec/xec';
import { message, openHouse, romeo } from './house.js';
import { genuine, hostile } from './test-of-rule.js';

const body = (inner: string): string =>
  `<body>x</body><html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>${inner}</body></html>`;

/** The markup that a packet has. */
function markup(inner: string): string {
  const house = openHouse();
  house.receive(message(`${romeo}/x`, body(inner), "type='chat'"));
  const [content] = house.contents('message') as { xhtml?: string }[];
  return content?.xhtml ?? '';
}

describe('content', () => {
  hostile(58, 'scripts, handlers, foreign elements and other schemes do not pass', () => {
    const evil = [
      '<script>alert(1)</script>',
      "<img src='javascript:alert(1)'/>",
      "<img src='x' onerror='alert(1)'/>",
      "<a href='javascript:alert(1)'>x</a>",
      "<a href='JaVaScRiPt:alert(1)'>x</a>",
      "<a href=' javascript:alert(1)'>x</a>",
      "<a href='java&#9;script:alert(1)'>x</a>",
      "<a href='data:text/html,alert(1)'>x</a>",
      "<a href='vbscript:alert(1)'>x</a>",
      "<a href='file:///etc/passwd'>x</a>",
      "<a href='//evil.example/alert(1)'>x</a>",
      "<iframe src='https://evil.example/alert(1)'/>",
      "<object data='https://evil.example/alert(1)'/>",
      "<form action='https://evil.example/alert(1)'><input name='x'/></form>",
      "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>",
      "<p style='background: url(https://evil.example/alert(1))'>x</p>",
      "<p style='position: fixed; width: expression(alert(1))'>x</p>",
      "<p onclick='alert(1)' id='alert(1)' class='alert(1)'>x</p>",
      '<style>* { background: url(alert(1)) }</style>',
      "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
      '<p><![CDATA[]]><noscript><p title="--&gt;&lt;script&gt;alert(1)&lt;/script&gt;"/></noscript></p>',
    ];
    for (const inner of evil) {
      const out = markup(`<p>before</p>${inner}<p>behind</p>`);
      expect([inner, out]).toEqual([inner, expect.stringContaining('before')]);
      // Text may say it; nothing else may.
      expect([inner, out.replace(/>[^<]*</g, '><')]).toEqual([
        inner,
        expect.not.stringMatching(/alert|script|evil|url|fixed/i),
      ]);
    }
  });

  hostile(58, 'what has passed once does not change any more', () => {
    for (const inner of [
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
      '<p title="&quot;&gt;&lt;script&gt;">x</p>',
    ]) {
      const once = write(
        sanitiseXhtml(parse(`<body xmlns='http://www.w3.org/1999/xhtml'>${inner}</body>`)),
      );
      expect(write(sanitiseXhtml(parse(once)))).toBe(once);
      expect(once).not.toContain('<script');
    }
  });

  genuine(58, 'emphasis, links and pictures do', () => {
    const inner =
      '<p>a <em>b</em> <a href="https://a.example/?b=c&amp;d">c</a><br/><a href="xmpp:a@b.example?join">d</a> <img src="https://a.example/i.png" alt="i"/></p>';
    expect(markup(inner)).toContain(inner);
  });

  genuine(58, 'text with signs of markup stays that text', () => {
    const house = openHouse();
    house.receive(
      message(`${romeo}/x`, '<body>&lt;b&gt;not bold&lt;/b&gt; &amp;amp;</body>', "type='chat'"),
    );
    expect(house.contents('message')).toMatchObject([{ body: '<b>not bold</b> &amp;' }]);
  });

  const links = [
    "<x xmlns='jabber:x:oob'><url>http://127.0.0.1:1/evil</url></x>",
    "<reference xmlns='urn:xmpp:reference:0' type='data' uri='http://127.0.0.1:1/evil'/>",
    body("<img src='http://127.0.0.1:1/evil' alt='x'/>"),
    "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='urn:xmpp:avatar:metadata'><item id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'><metadata xmlns='urn:xmpp:avatar:metadata'><info bytes='4' id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' type='image/png' url='http://127.0.0.1:1/evil'/></metadata></item></items></event>",
    "<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'><name>x</name></file><sources><url-data xmlns='http://jabber.org/protocol/url-data' target='http://127.0.0.1:1/evil'/></sources></file-sharing>",
  ];

  hostile(59, 'no address in a stanza is fetched', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('fetched'));
    try {
      for (const link of links) {
        const house = openHouse();
        house.receive(message(`${romeo}/x`, `<body>x</body>${link}`, "type='chat'"));
        await house.settled();
        expect([link, house.sent, house.faults]).toEqual([link, [], []]);
      }
      expect(fetched).not.toHaveBeenCalled();
    } finally {
      fetched.mockRestore();
    }
  });

  genuine(59, 'it is told, as what its sender says', () => {
    for (const link of links) {
      const house = openHouse();
      house.receive(message(`${romeo}/x`, `<body>x</body>${link}`, "type='chat'"));
      expect([
        link,
        house.packets.length > 0,
        house.packets.every(({ from }) => from?.startsWith(romeo)),
      ]).toEqual([link, true, true]);
    }
  });

  /** Publishes bytes as a picture; gives what the packet says that they are. */
  function pictureOf(bytes: Buffer): unknown {
    const house = openHouse();
    const id = createHash('sha1').update(bytes).digest('hex');
    void house.request(new GetAvatar({ to: romeo, id }));
    house.answer(
      {},
      parse(
        `<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item id='${id}'>` +
          `<data xmlns='urn:xmpp:avatar:data'>${bytes.toString('base64')}</data></item></items></pubsub>`,
      ),
    );
    return (house.contents('avatar_get_handle') as { type?: unknown }[])[0]?.type;
  }

  hostile(62, 'what can run is no picture, whatever it is called', () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '%PDF-1.7', 'PNG']) {
      expect([text, pictureOf(Buffer.from(text))]).toEqual([text, undefined]);
    }
  });

  genuine(62, 'a picture is told by its first bytes', () => {
    expect(pictureOf(Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'))).toBe('image/png');
  });

  const references = (begin: string, end: string): string =>
    `<body>Hi 💌 there</body><reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:a@b.example' begin='${begin}' end='${end}'/>`;
  const mentions = (stanza: string): unknown => {
    const house = openHouse();
    house.receive(message(`${romeo}/x`, stanza, "type='chat'"));
    return (house.contents('message') as { references?: unknown }[])[0]?.references;
  };

  hostile(62, 'places outside of the text are none', () => {
    for (const [begin, end] of [
      ['0', '99'],
      ['-1', '2'],
      ['5', '2'],
      ['x', 'y'],
      ['1e0', '2'],
      ['0', '4294967297'],
      ['11', '12'],
    ] as const) {
      const found = mentions(references(begin, end));
      expect([begin, end, JSON.stringify(found ?? [])]).toEqual([
        begin,
        end,
        expect.not.stringMatching(/"begin"/),
      ]);
    }
  });

  genuine(62, 'those in it are, counted in characters', () => {
    expect(mentions(references('3', '4'))).toMatchObject([{ begin: 3, end: 4 }]);
    expect(mentions(references('0', '10'))).toMatchObject([{ begin: 0, end: 10 }]);
  });
});
