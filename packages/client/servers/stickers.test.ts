import { afterEach, expect, it } from '@jest/globals';
import {
  makeBobData,
  messageBody,
  messageStanza,
  stickerPackId,
  xml,
  type StickerPack,
} from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import {
  Action,
  GetStickerPacks,
  PublishMessage,
  PublishStickerPack,
  RemoveStickerPack,
  SetAvailable,
  action,
  allFeatures,
  bobHosting,
  feature,
  jid,
} from '@xec/xec';
import * as v from 'valibot';

const sticker = (desc: string, url: string) => ({
  file: {
    ...{ desc, mediaType: 'image/png', size: 67016, width: 512, height: 512 },
    hashes: [{ algo: 'sha-256', value: 'gw+6xdCgOcvCYSKuQNrXH33lV9NMzuDf/s0huByCDsY=' }],
    thumbnails: [],
  },
  urls: [url],
  suggestions: ['kiss & more'],
});
const pack: StickerPack = {
  names: [{ text: 'Marsey the Cat' }],
  summaries: [{ text: 'Cute <or> cynical' }],
  stickers: [sticker('😘', 'https://download.montague.example/kiss.png')],
};
const other: StickerPack = { ...pack, names: [{ text: 'Another' }] };

const picture = makeBobData(Uint8Array.of(137, 80, 78, 71), 'image/png');
const params = v.object({ to: jid });

/** A sticker in the text of a message, as Movim sent them. */
@action('Test/SendSticker', { params })
class SendSticker extends Action<'Test/SendSticker', v.InferOutput<typeof params>> {
  override build() {
    const image = xml('img', { src: `cid:${picture.cid}`, alt: 'Sticker' });
    const body = xml('body', { xmlns: 'http://www.w3.org/1999/xhtml' }, xml('p', {}, image));
    const html = xml('html', { xmlns: 'http://jabber.org/protocol/xhtml-im' }, body);
    return messageStanza({ to: this.params.to, type: 'chat' }, messageBody('A sticker'), html);
  }
}
const sending = feature({ name: 'sending', actions: [SendSticker] });

describeOnServers('stickers', (server) => {
  const features = [...allFeatures, sending];
  const clients = openClients(server, { features });
  afterEach(() => clients.end());

  it('are published in packs, which contacts hear of and import', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const seen = nextPacket(juliet, 'presence', ({ from }) => from === romeo.jid.toString());
    await romeo.request(new SetAvailable({})); // from it ejabberd learns what romeo wants to hear
    await seen;
    const from = juliet.jid.bare;
    const heard = nextPacket(romeo, 'stickerpack');
    const { id = '' } = await juliet.request(new PublishStickerPack({ content: pack }));
    expect(id).toBe(stickerPackId(pack));
    expect((await heard).content).toMatchObject({ from, id, content: pack });
    await juliet.request(new PublishStickerPack({ content: other }));
    const all = await romeo.request(new GetStickerPacks({ to: from }));
    expect(all.items).toHaveLength(2);

    const [{ file, urls }] = pack.stickers as [(typeof pack.stickers)[number]];
    const told = nextPacket(romeo, 'message');
    const to = romeo.jid.toString();
    await juliet.request(
      new PublishMessage({ to, body: '😘', sticker: { pack: id }, files: [{ file, urls }] }),
    );
    const { content: message } = await told;
    expect(message).toMatchObject({ sticker: { pack: id }, files: [{ urls }] });
    const [one, none] = (await romeo.request(new GetStickerPacks({ to: from, id }))).items;
    expect(none).toBeUndefined();
    if (one === undefined) throw new Error('expected the pack');
    expect(await romeo.request(new PublishStickerPack({ content: one.content }))).toEqual({ id });

    await juliet.request(new RemoveStickerPack({ id }));
    const left = await romeo.request(new GetStickerPacks({ to: from }));
    expect(left.items.map((item) => item.id)).toEqual([stickerPackId(other)]);
  });

  it('in texts are asked for once, and then known', async () => {
    const { juliet: elsewhere, romeo } = await openFriends(clients);
    const hosting = { features: [...features, bobHosting(picture)] };
    const juliet = await clients.another(elsewhere, hosting);
    const given = nextPacket(romeo, 'bob_request_handle');
    const asked: string[] = [];
    juliet.packets.subscribe('bob', ({ content }) => asked.push(content.cid));
    await juliet.request(new SendSticker({ to: romeo.jid.toString() }));
    expect((await given).content).toEqual({ jid: juliet.jid.toString(), data: picture });
    const known = nextPacket(romeo, 'sticker');
    await juliet.request(new SendSticker({ to: romeo.jid.toString() }));
    expect((await known).content).toMatchObject({ cid: picture.cid, data: picture });
    expect(asked).toEqual([picture.cid]);
  });
});
