/** Rules 21 to 23, and 34: what is published. */
import { describe, expect } from '@jest/globals';
import { parse } from '@xec/stanza';
import { GetAvatar, RequestBob, SendMdsDisplayed } from '@xec/xec';
import { after, event, mallory, message, openHouse, own, romeo, strangers } from './house.js';
import { genuine, hostile } from './test-of-rule.js';

describe('published data', () => {
  const bookmarks = event(
    'urn:xmpp:bookmarks:1',
    "<conference xmlns='urn:xmpp:bookmarks:1' autojoin='true' name='Trap'/>",
    'trap@evil.example',
  );
  const displayed = event(
    'urn:xmpp:mds:displayed:0',
    `<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' id='s' by='${own}'/></displayed>`,
    romeo,
  );
  const mood = event(
    'http://jabber.org/protocol/mood',
    "<mood xmlns='http://jabber.org/protocol/mood'><happy/></mood>",
  );

  hostile(21, 'bookmarks and read marks of others are ignored', () => {
    for (const from of strangers) {
      for (const content of [bookmarks, displayed]) {
        const house = after(message(from, content));
        expect([from, house.keys.filter((key) => /bookmark|mds/.test(key)), house.sent]).toEqual([
          from,
          [],
          [],
        ]);
      }
    }
  });

  genuine(21, 'those of the own account are told', () => {
    for (const from of [own, undefined]) {
      expect(after(message(from, bookmarks)).keys).toEqual(['bookmark2']);
      expect(after(message(from, displayed)).keys).toEqual(['mdsdisplayed']);
    }
  });

  hostile(22, 'a publisher, an author or an id in it is nobody’s word', () => {
    const content = mood.replace("id='current'", `id='${romeo}' publisher='${romeo}'`);
    const house = after(message(mallory, content));
    expect(house.packets.map(({ from }) => from)).toEqual([mallory]);
    expect(
      JSON.stringify(house.packets.map(({ content: told }) => (told as { from?: string }).from)),
    ).toBe(`["${mallory}"]`);
  });

  genuine(22, 'it is credited to its sender', () => {
    expect(after(message(romeo, mood)).packets).toMatchObject([
      { from: romeo, content: { from: romeo } },
    ]);
  });

  hostile(23, 'without publish-options private data does not leave', async () => {
    const house = openHouse({ announced: ['http://jabber.org/protocol/pubsub'] });
    const mark = new SendMdsDisplayed({ content: { chat: romeo, id: 's', by: own } });
    await expect(house.request(mark)).rejects.toThrow();
    expect(house.sent).toEqual([]);
  });

  genuine(23, 'where the server announces them it does', () => {
    const house = openHouse({ announced: ['http://jabber.org/protocol/pubsub#publish-options'] });
    void house.request(new SendMdsDisplayed({ content: { chat: romeo, id: 's', by: own } }));
    expect(String(house.sent[0])).toContain('publish-options');
  });

  hostile(34, 'bytes that do not hash to their name are thrown away', async () => {
    const house = openHouse();
    const avatar = house.request(
      new GetAvatar({ to: romeo, id: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' }),
    );
    house.answer(
      {},
      parse(
        `<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'><data xmlns='urn:xmpp:avatar:data'>AQ==</data></item></items></pubsub>`,
      ),
    );
    await expect(avatar).rejects.toMatchObject({ condition: 'malformed-reply' });
    const cid = 'sha1+a94a8fe5ccb19ba61c4c0873d391e987982fbbd3@bob.xmpp.org';
    void house.request(new RequestBob({ to: `${romeo}/x`, cid }));
    house.answer({}, parse(`<data xmlns='urn:xmpp:bob' cid='${cid}' type='image/png'>AQ==</data>`));
    await house.settled();
    expect(house.keys).not.toContain('bob_request_handle');
  });

  genuine(34, 'those that do are kept', async () => {
    const house = openHouse();
    // SHA-1 of "test"
    const avatar = house.request(
      new GetAvatar({ to: romeo, id: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' }),
    );
    house.answer(
      {},
      parse(
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item id='a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'><data xmlns='urn:xmpp:avatar:data'>dGVzdA==</data></item></items></pubsub>",
      ),
    );
    await expect(avatar).resolves.toMatchObject({ base64: 'dGVzdA==' });
    const cid = 'sha1+a94a8fe5ccb19ba61c4c0873d391e987982fbbd3@bob.xmpp.org';
    void house.request(new RequestBob({ to: `${romeo}/x`, cid }));
    house.answer(
      {},
      parse(`<data xmlns='urn:xmpp:bob' cid='${cid}' type='image/png'>dGVzdA==</data>`),
    );
    await house.settled();
    expect(house.keys).toContain('bob_request_handle');
  });
});
