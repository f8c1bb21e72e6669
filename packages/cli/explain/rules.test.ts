/** The verdicts on stanzas of strangers, rule by rule: what is told is what happens to them. */
import { describe, expect } from '@jest/globals';
import { genuine, hostile } from '@xec/testing/security';
import { explained } from '../testing/explained.js';

const own = 'romeo@montague.example';
const jid = `${own}/orchard`;
const juliet = 'juliet@capulet.example';
const mallory = 'mallory@evil.example';
const room = 'verona@rooms.example';
const client = "xmlns='jabber:client'";
const forward = 'urn:xmpp:forward:0';

const setup = {
  jid,
  roster: [{ jid: juliet, subscription: 'both' }],
  rooms: [{ jid: room, nick: 'romeo' }],
  pending: [
    { id: 'v1', to: `${juliet}/balcony` },
    { id: 'o1' },
    { id: 'q1', type: 'set', xmlns: 'urn:xmpp:mam:2', queryid: 'f27' },
  ],
};

/** Expects one verdict on each of the stanzas. */
async function says(verdict: string, ...stanzas: readonly string[]): Promise<void> {
  for (const stanza of stanzas) {
    const explanation = await explained({ setup, stanza });
    expect([stanza, explanation]).toEqual([stanza, expect.objectContaining({ verdict })]);
    // What is ignored has no effect and no answer, and leaves all requests waiting.
    if (verdict !== 'ignored') continue;
    expect(explanation).toMatchObject({ packets: [], sent: [], pending: ['v1', 'o1', 'q1'] });
  }
}

const iq = (type: string, attributes: string, child = ''): string =>
  `<iq ${client} type='${type}' ${attributes}>${child}</iq>`;
const message = (from: string, child: string, type = 'chat'): string =>
  `<message ${client} type='${type}' from='${from}'>${child}</message>`;
const forwarded = (from: string, body = 'hi'): string =>
  `<forwarded xmlns='${forward}'>${message(from, `<body>${body}</body>`)}</forwarded>`;
const carbon = (kind: string, from: string): string =>
  `<${kind} xmlns='urn:xmpp:carbons:2'>${forwarded(from)}</${kind}>`;
const archived = (queryid: string): string =>
  `<result xmlns='urn:xmpp:mam:2' queryid='${queryid}' id='28'>${forwarded(juliet)}</result>`;
const item = "<query xmlns='jabber:iq:roster'><item jid='nurse@capulet.example'/></query>";
const ping = "<ping xmlns='urn:xmpp:ping'/>";

describe('a reply', () => {
  genuine(7, 'explain: whom a request went to ends it', async () => {
    await says('completed', iq('result', `id='v1' from='${juliet}/balcony'`));
    await says('completed', iq('result', `id='v1' from='JULIET@capulet.example/balcony'`));
    await says('completed', iq('result', "id='o1'"), iq('result', `id='o1' from='${own}'`));
    await says('completed', iq('result', `id='o1' from='${jid}'`));
    await says('completed', iq('result', "id='o1' from='montague.example'"));
  });

  hostile(7, 'explain: nobody else does', async () => {
    const others = [mallory, juliet, `${juliet}/Balcony`, own, `${juliet}/balcony/x`, 'a@b@c'];
    await says('ignored', ...others.map((from) => iq('result', `id='v1' from='${from}'`)));
    await says('ignored', iq('result', "id='v1'"), iq('result', `id='o1' from='${own}/other'`));
    await says('ignored', iq('error', `id='v1' from='${mallory}'`));
  });

  hostile(9, 'explain: no message, presence or request is one, whatever its id', async () => {
    const at = `id='v1' from='${juliet}/balcony'`;
    for (const stanza of [
      `<presence ${client} type='error' ${at}/>`,
      `<message ${client} type='error' ${at}/>`,
      `<message ${client} ${at}><body>hi</body></message>`,
      iq('get', at, ping),
      iq('set', at, '<x xmlns="urn:example:x"/>'),
    ]) {
      const { verdict, pending } = await explained({ setup, stanza });
      expect([verdict === 'completed', pending]).toEqual([false, ['v1', 'o1', 'q1']]);
    }
  });

  hostile(11, 'explain: one with an unknown, empty or no id is not answered', async () => {
    const from = `from='${juliet}/balcony'`;
    const ids = ["id='unknown'", "id=''", '', "id=' v1'", "id='V1'", "id='__proto__'"];
    await says('ignored', ...ids.map((id) => iq('result', `${from} ${id}`)));
    await says('ignored', ...ids.map((id) => iq('error', `${from} ${id}`)));
  });
});

describe('a request', () => {
  genuine(13, 'explain: one that is known has its answer', async () => {
    await says('dispatched', iq('get', `id='1' from='${juliet}/balcony'`, ping));
  });

  hostile(13, 'explain: one that is unknown or broken has one error', async () => {
    const at = `id='1' from='${mallory}/x'`;
    const x = "<x xmlns='urn:example:x'/>";
    await says('answered', iq('get', at, x), iq('set', at, x), iq('get', at), iq('set', at, x + x));
    await says('answered', iq('got', at, x));
    await says('ignored', iq('get', "id='1' from='a@b@c'", x)); // rule 3
  });

  hostile(14, 'explain: only who sees our presence learns our time', async () => {
    const time = "<time xmlns='urn:xmpp:time'/>";
    await says('answered', iq('get', `id='1' from='${mallory}/x'`, time));
    await says('dispatched', iq('get', `id='1' from='${juliet}/balcony'`, time));
  });
});

describe('what comes unasked', () => {
  genuine(17, 'explain: a roster push of the own account', async () => {
    await says('dispatched', iq('set', "id='1'", item), iq('set', `id='1' from='${own}'`, item));
  });

  hostile(17, 'explain: a roster push of anybody else, or in anything else', async () => {
    const others = [mallory, juliet, jid, `${own}/other`, 'montague.example'];
    await says('answered', ...others.map((from) => iq('set', `id='1' from='${from}'`, item)));
    await says('ignored', message(mallory, item), message(own, item), iq('result', "id='1'", item));
  });

  genuine(18, 'explain: a carbon of the own account', async () => {
    await says(
      'dispatched',
      message(own, carbon('received', juliet)),
      message(own, carbon('sent', jid)),
    );
  });

  hostile(18, 'explain: a carbon of anybody else, of two, or in something else', async () => {
    const one = carbon('received', juliet);
    await says(
      'ignored',
      ...[mallory, juliet, jid, `${own}/other`, room].map((from) => message(from, one)),
    );
    await says(
      'ignored',
      message(own, one + one),
      message(own, `<x xmlns='urn:example:x'>${one}</x>`),
    );
    await says('ignored', message(own, carbon('sent', juliet)));
    await says('ignored', message(own, "<received xmlns='urn:xmpp:carbons:2'/>"));
  });

  genuine(19, 'explain: a result of the query that is open', async () => {
    await says('dispatched', message(own, archived('f27')));
  });

  hostile(19, 'explain: a result of no query of ours, or of another archive', async () => {
    await says('ignored', message(own, archived('other')), message(mallory, archived('f27')));
    await says('ignored', message(room, archived('f27')), message(juliet, archived('f27')));
  });

  genuine(29, 'explain: a message of a joined room', async () => {
    await says('dispatched', message(`${room}/paris`, '<body>hi</body>', 'groupchat'));
  });

  hostile(29, 'explain: groupchat of a room that we have not joined', async () => {
    await says('ignored', message('padua@rooms.example/paris', '<body>hi</body>', 'groupchat'));
    await says('ignored', message(`${mallory}/x`, '<body>hi</body>', 'groupchat'));
  });
});

describe('a frame', () => {
  genuine(35, 'explain: prefixes mean nothing where the names are right', async () => {
    const at = `id='1' from='${juliet}/balcony'`;
    await says('dispatched', iq('get', at, "<p:ping xmlns:p='urn:xmpp:ping'/>"));
    await says('dispatched', `<c:iq xmlns:c='jabber:client' type='get' ${at}>${ping}</c:iq>`);
  });

  hostile(35, 'explain: nor do letters of another case, or other namespaces', async () => {
    const at = `id='1' from='${juliet}/balcony'`;
    await says('answered', iq('get', at, "<Ping xmlns='urn:xmpp:ping'/>"));
    await says(
      'answered',
      iq('get', at, "<ping xmlns='URN:xmpp:ping'/>"),
      iq('get', at, '<ping/>'),
    );
    await says('stream-error', `<IQ ${client} type='get' ${at}>${ping}</IQ>`);
  });

  hostile(40, 'explain: two elements, half of one, or text around it end the stream', async () => {
    const one = message(juliet, '<body>hi</body>');
    await says('stream-error', one + one, one.slice(0, -3), `${one}x`, `x${one}`);
    await says('stream-error', one.replace('jabber:client', 'jabber:server'), '<message/>');
    await says('ignored', ' ', '\n');
  });

  hostile(42, 'explain: a document type, a comment or an instruction ends the stream', async () => {
    await says(
      'stream-error',
      `<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>${message(juliet, '<body>&y;</body>')}`,
      message(juliet, '<!-- x --><body>hi</body>'),
      message(juliet, '<?x y?><body>hi</body>'),
      message(juliet, '<body>&nbsp;</body>'),
    );
  });
});
