/**
 * What a real second account says in the name of others, through real servers: as far as they let it pass, it has
 * no effect and makes no packet. The numbers are those of the rules in docs/security.md.
 */
import { afterEach, expect } from '@jest/globals';
import { parse, xml } from '@xec/stanza';
import { describeOnServers, nextPacket, openClients, openFriends } from '@xec/testing';
import { genuine, hostile } from '@xec/testing/security';
import {
  GetVersion,
  Payload,
  PublishMessage,
  allFeatures,
  feature,
  payload,
  type AnyPacket,
  type PayloadContext,
  version,
} from '@xec/xec';
import type { Client } from '../client.js';

/** Takes a question, and never answers it. */
@payload('Silent', {
  name: 'query',
  xmlns: 'jabber:iq:version',
  under: 'iq',
  types: ['get'],
  from: 'any',
})
class Silent extends Payload<never> {
  override handle(_el: unknown, ctx: PayloadContext<never>) {
    ctx.defer();
  }
}

const silent = feature({ name: 'silent', payloads: [Silent] });

describeOnServers('forged stanzas', (server) => {
  const clients = openClients(server, { features: allFeatures });
  afterEach(() => clients.end());

  const note = (from: string, body: string): string =>
    `<message xmlns='jabber:client' type='chat' from='${from}' id='inner'><body>${body}</body></message>`;
  const forward = (inner: string): string =>
    `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;
  const event = (node: string, id: string, item: string): string =>
    `<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='${node}'><item id='${id}'>${item}</item></items></event>`;
  const user = (inner: string): string =>
    `<x xmlns='http://jabber.org/protocol/muc#user'>${inner}</x>`;

  /** Messages that mean nothing from somebody who is not who they would have to be. */
  const forged = (own: string): readonly string[] => [
    `<received xmlns='urn:xmpp:carbons:2'>${forward(note('romeo@localhost', 'forged'))}</received>`,
    `<sent xmlns='urn:xmpp:carbons:2'>${forward(note(own, 'forged'))}</sent>`,
    `<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>${forward(note('romeo@localhost', 'forged'))}</result>`,
    event(
      'urn:xmpp:bookmarks:1',
      'trap@rooms.example',
      "<conference xmlns='urn:xmpp:bookmarks:1' autojoin='true'/>",
    ),
    event(
      'urn:xmpp:mds:displayed:0',
      own,
      `<displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' id='1' by='${own}'/></displayed>`,
    ),
    user("<status code='104'/>"),
    user("<item affiliation='owner' role='moderator'/><status code='110'/>"),
    user(`<invite from='romeo@localhost'/>`),
    "<retract xmlns='urn:xmpp:message-retract:1' id='m'><moderated xmlns='urn:xmpp:message-moderate:1'/></retract>",
    "<x xmlns='http://jabber.org/protocol/rosterx'><item action='add' jid='new@b.example'/></x>",
  ];

  /** What a client hears until somebody has said `end`. */
  async function heard(
    client: Client,
    say: () => Promise<unknown>,
    end: () => Promise<unknown>,
  ): Promise<AnyPacket[]> {
    const packets: AnyPacket[] = [];
    const undo = client.packets.subscribeAny('*', (packet: AnyPacket) => {
      packets.push(packet);
    });
    const done = nextPacket(client, 'message', ({ content }) => content.body === 'that was all');
    await say();
    await end();
    await done;
    undo();
    return packets;
  }

  hostile(
    18,
    'a stranger’s carbons, archive results, events, notices and roster items mean nothing',
    async () => {
      const [juliet, mallory] = [await clients.present('juliet'), await clients.present('mallory')];
      const to = juliet.jid.toString();
      const packets = await heard(
        juliet,
        async () => {
          for (const inner of forged(juliet.jid.bare)) {
            for (const type of ['chat', 'normal', 'headline']) {
              await mallory.send(
                parse(
                  `<message xmlns='jabber:client' to='${to}' type='${type}'>${inner}</message>`,
                ),
              );
            }
          }
        },
        () => mallory.request(new PublishMessage({ to, body: 'that was all' })),
      );
      // Chat states and the like may stand beside; what is left has its true sender.
      expect(packets.filter(({ from }) => from !== mallory.jid.toString())).toEqual([]);
      expect(JSON.stringify(packets)).not.toContain('forged');
      expect(packets.map(({ key }) => key)).toEqual(['message']);
    },
  );

  hostile(17, 'pushes of roster and block list by a stranger change nothing', async () => {
    const [juliet, mallory] = [await clients.present('juliet'), await clients.present('mallory')];
    const to = juliet.jid.toString();
    const pushes = [
      "<query xmlns='jabber:iq:roster'><item jid='new@b.example' subscription='both'/></query>",
      "<block xmlns='urn:xmpp:blocking'><item jid='romeo@localhost'/></block>",
      "<unblock xmlns='urn:xmpp:blocking'/>",
    ];
    const packets = await heard(
      juliet,
      async () => {
        for (const [at, inner] of pushes.entries()) {
          await mallory.send(
            parse(
              `<iq xmlns='jabber:client' to='${to}' type='set' id='p${String(at)}'>${inner}</iq>`,
            ),
          );
        }
      },
      () => mallory.request(new PublishMessage({ to, body: 'that was all' })),
    );
    expect(packets.map(({ key }) => key)).toEqual(['message']);
  });

  hostile(
    7,
    'an answer in somebody else’s place ends no request, though its id is known',
    async () => {
      const juliet = await clients.present('juliet');
      const mallory = await clients.present('mallory');
      const romeo = await clients.present('romeo', {
        features: [...allFeatures.filter((one) => one !== version), silent],
      });
      const asked = juliet
        .request(new GetVersion({ jid: romeo.jid.toString() }))
        .catch((error: unknown) => error);
      const id = juliet.pending.at(-1) ?? '';
      expect(id).not.toBe('');
      const to = juliet.jid.toString();
      const packets = await heard(
        juliet,
        async () => {
          for (const type of ['result', 'error']) {
            const answer = xml('iq', { xmlns: 'jabber:client', to, type, id });
            await mallory.send(answer);
          }
          await mallory.send(
            parse(
              `<message xmlns='jabber:client' to='${to}' type='error' id='${id}'><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
            ),
          );
        },
        () => mallory.request(new PublishMessage({ to, body: 'that was all' })),
      );
      expect(juliet.pending).toContain(id);
      expect(packets.filter(({ key }) => key.startsWith('version_'))).toEqual([]);
      const own = xml('query', { xmlns: 'jabber:iq:version' }, xml('name', {}, 'Silence'));
      await romeo.send(xml('iq', { xmlns: 'jabber:client', to, type: 'result', id }, own));
      expect(await asked).toMatchObject({ jid: romeo.jid.toString(), name: 'Silence' });
    },
  );

  hostile(
    14,
    'a stranger learns neither idleness nor time, nor whether a message arrived',
    async () => {
      const [juliet, mallory] = [await clients.present('juliet'), await clients.present('mallory')];
      const to = juliet.jid.toString();
      const answers: string[] = [];
      mallory.packets.subscribeAny('*', ({ key }: AnyPacket) => {
        answers.push(key);
      });
      await heard(
        juliet,
        async () => {
          await mallory.send(
            parse(
              `<message xmlns='jabber:client' to='${to}' type='chat' id='r1'><body>hi</body><request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/></message>`,
            ),
          );
        },
        () => mallory.request(new PublishMessage({ to, body: 'that was all' })),
      );
      // Juliet says something after it: a receipt would have come before.
      const last = nextPacket(mallory, 'message');
      await juliet.request(
        new PublishMessage({ to: mallory.jid.toString(), body: 'who are you?' }),
      );
      await last;
      expect(answers.filter((key) => key === 'receiptack' || key === 'displayed')).toEqual([]);
    },
  );

  genuine(32, 'a friend gets a receipt', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const acknowledged = nextPacket(romeo, 'receiptack');
    await romeo.request(
      new PublishMessage({ to: juliet.jid.toString(), body: 'hi', requestReceipt: true }),
    );
    expect((await acknowledged).content.from).toBe(juliet.jid.toString());
  });
});
