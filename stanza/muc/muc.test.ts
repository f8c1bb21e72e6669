import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import {
  NS_CLIENT,
  childElements,
  parse,
  parseJid,
  presenceStanza,
  write,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { fieldTexts, formField, submitForm } from '../data-forms/index.js';
import { readDiscoInfo } from '../disco/index.js';
import { NS_OCCUPANT_ID, readOccupantId } from '../occupant-id/occupant-id.js';
import {
  NS_CONFERENCE,
  NS_MUC_OWNER,
  NS_MUC_USER,
  NS_PHOTO_UPDATE,
  declineInvitation,
  instantRoom,
  mucItemsRequest,
  readDecline,
  readDirectInvitation,
  readItemList,
  readMediatedInvitation,
  readMucUser,
  readOccupant,
  readRoomAvatar,
  readRoomConfig,
  readRoomInfo,
  readVoiceRequest,
  roomConfigRequest,
  roomConfigSubmission,
  voiceAnswer,
  voiceRequest,
} from './index.js';

const servers = ['prosody', 'ejabberd'];
const room = 'garden@conference.localhost';
const meaning = (name: string) => {
  const { note: _note, ...rest } = fixtureJson<{ note: string }>(`muc/${name}`);
  return rest;
};
const senderOf = (stanza: Element) => parseJid(String(stanza.attrs['from']));
const again = (el: XmlElement): XmlElement => parse(write(el));
const x = (stanza: Element, xmlns: string): Element => {
  const el = stanza.getChild('x', xmlns);
  if (el === undefined) throw new Error(`expected an <x/> of ${xmlns}`);
  return el;
};

describe('presence of an occupant', () => {
  const kinds = ['created', 'joined', 'occupant', 'kicked', 'banned', 'nick-old', 'nick-new'];
  it.each([...kinds, 'destroyed'].flatMap((kind) => servers.map((server) => `${kind}-${server}`)))(
    'is read as in %s',
    (name) => {
      const stanza = fixture(`muc/${name}`);
      expect(readOccupant(stanza, senderOf(stanza))).toEqual(meaning(name));
    },
  );

  it('wears hats', () => {
    const stanza = fixture('muc/hats');
    expect(readOccupant(stanza, senderOf(stanza))).toEqual(meaning('hats'));
  });

  it('tells the version of the affiliations', () => {
    const stanza = fixture('muc/versions');
    expect(readOccupant(stanza, senderOf(stanza))).toEqual(meaning('versions'));
  });

  it('is none without nickname, without <x/>, and of other types', () => {
    const stanza = fixture('muc/joined-prosody');
    expect(readOccupant(stanza, parseJid(room))).toBeUndefined();
    expect(readOccupant(presenceStanza(), parseJid(`${room}/bob`))).toBeUndefined();
    stanza.attrs['type'] = 'error';
    expect(readOccupant(stanza, senderOf(stanza))).toBeUndefined();
  });

  it('says nothing where what stands in it is nonsense', () => {
    const stanza = parse(
      `<presence xmlns='${NS_CLIENT}'><x xmlns='${NS_MUC_USER}'><item affiliation='king' role='fool' jid='@'/><status code='x'/><status/><status code='110'/><status code='110'/></x></presence>`,
    );
    expect(readOccupant(stanza, parseJid(`${room}/bob`))).toEqual({
      ...{ room, nick: 'bob', type: 'available', affiliation: 'none', role: 'none' },
      ...{ codes: [110], isSelf: true },
    });
  });
});

describe('what a room says in messages', () => {
  it.each(servers)('a new configuration, as on %s', (server) => {
    const stanza = fixture(`muc/config-notice-${server}`);
    expect(readMucUser(x(stanza, NS_MUC_USER))).toEqual(meaning(`config-notice-${server}`));
  });

  it.each(servers)('an invitation, as on %s', (server) => {
    const stanza = fixture(`muc/invite-${server}`);
    const invite = x(stanza, NS_MUC_USER).getChild('invite');
    expect(invite && readMediatedInvitation(invite, senderOf(stanza))).toEqual(
      meaning(`invite-${server}`),
    );
  });

  it.each(servers)('that somebody does not come, as on %s', (server) => {
    const decline = x(fixture(`muc/decline-${server}`), NS_MUC_USER).getChild('decline');
    expect(decline && readDecline(decline)).toEqual(meaning(`decline-${server}`));
  });

  it.each(servers)('that somebody asks for a voice, as on %s', (server) => {
    const request = readVoiceRequest(x(fixture(`muc/voice-request-${server}`), 'jabber:x:data'));
    expect(request).toMatchObject({ nick: 'guest', jid: 'bob@localhost/me', role: 'participant' });
    const answer = request && voiceAnswer(room, request.form, true);
    const form = answer && again(answer).getChild('x', 'jabber:x:data');
    const said = form
      ?.getChildren('field')
      .map((el) => [el.attrs['var'], el.getChildText('value')]);
    expect(said).toContainEqual(['muc#request_allow', '1']);
    expect(said).toContainEqual(['muc#roomnick', 'guest']);
  });

  it('no request for a voice in another form', () => {
    expect(readVoiceRequest(x(voiceRequest(room), 'jabber:x:data'))).toBeUndefined();
    expect(readVoiceRequest(parse("<x xmlns='jabber:x:data' type='form'/>"))).toBeUndefined();
  });
});

describe('a direct invitation', () => {
  it.each(servers)('is read as on %s', (server) => {
    const stanza = fixture(`muc/direct-invite-${server}`);
    expect(readDirectInvitation(x(stanza, NS_CONFERENCE), senderOf(stanza))).toEqual(
      meaning(`direct-invite-${server}`),
    );
  });

  it('names a room, and no occupant', () => {
    const from = parseJid('alice@localhost/own');
    for (const attrs of ['', "jid='@'", "jid='a@b.example/c'"]) {
      expect(
        readDirectInvitation(parse(`<x xmlns='${NS_CONFERENCE}' ${attrs}/>`), from),
      ).toBeUndefined();
    }
  });
});

describe('a configuration', () => {
  it.each(servers)('goes back to %s with what was changed, and the rest as it came', (server) => {
    const form = readRoomConfig(fixture(`muc/config-form-${server}`));
    if (form === undefined) throw new Error('expected a form');
    const name = 'muc#roomconfig_roomname';
    const filled = submitForm(form, { [name]: 'A & B' });
    const sent = readRoomConfig(again(roomConfigSubmission(room, filled)));
    for (const field of form.fields) {
      if (field.type === 'fixed' || field.var === undefined) continue;
      const texts = sent && fieldTexts(formField(sent, field.var));
      expect([field.var, texts]).toEqual([
        field.var,
        field.var === name ? ['A & B'] : fieldTexts(field),
      ]);
    }
    expect(sent?.formType).toBe('http://jabber.org/protocol/muc#roomconfig');
  });

  it('is asked for, taken as it is, and none in another answer', () => {
    toEqualXml(
      roomConfigRequest(room),
      `<iq xmlns='jabber:client' type='get' to='${room}'><query xmlns='${NS_MUC_OWNER}'/></iq>`,
    );
    toEqualXml(
      roomConfigSubmission(room, instantRoom),
      `<iq xmlns='jabber:client' type='set' to='${room}'><query xmlns='${NS_MUC_OWNER}'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/muc#roomconfig</value></field></x></query></iq>`,
    );
    expect(readRoomConfig(roomConfigRequest(room))).toBeUndefined();
  });
});

describe('what a room is', () => {
  it.each(servers)('is read as on %s', (server) => {
    const info = readDiscoInfo(fixture(`muc/info-${server}`));
    expect(info && readRoomInfo(info)).toEqual(meaning(`info-${server}`));
  });

  it('is nothing for what is no room', () => {
    const identities = [{ category: 'server', type: 'im' }];
    expect(readRoomInfo({ identities, features: [], forms: [] })).toBeUndefined();
  });

  it('has a picture, or none', () => {
    const photo = (content: string) => parse(`<x xmlns='${NS_PHOTO_UPDATE}'>${content}</x>`);
    const hash = 'b093c0df6a1e0e3b9d2b0b5e3b1a93b2a7c8d9e0';
    expect(readRoomAvatar(photo(`<photo>${hash.toUpperCase()}</photo>`))).toEqual({ hash });
    expect(readRoomAvatar(photo('<photo/>'))).toEqual({});
    expect(readRoomAvatar(photo(''))).toBeUndefined();
    expect(readRoomAvatar(photo('<photo>none</photo>'))).toBeUndefined();
  });
});

it.each(servers)('a list of members is read as on %s', (server) => {
  expect(readItemList(fixture(`muc/members-${server}`))).toEqual(
    fixtureJson<{ members: unknown }>(`muc/members-${server}`).members,
  );
});

describe('what says too little, or too much', () => {
  it('is a question for a list', () => {
    expect(readItemList(again(mucItemsRequest(room, { affiliation: 'member' })))).toEqual([
      { affiliation: 'member' },
    ]);
  });

  it('is no refusal without somebody it is from', () => {
    const from = 'alice@localhost/own';
    const decline = childElements(x(again(declineInvitation(room, from, 'busy')), NS_MUC_USER))[0];
    if (decline === undefined) throw new Error('expected a decline');
    expect(readDecline(decline)).toBeUndefined();
    decline.attrs['from'] = from;
    expect(readDecline(decline)).toEqual({ from, reason: 'busy' });
  });

  it('is no occupant id', () => {
    const none = presenceStanza(
      {},
      xml('occupant-id', { xmlns: NS_OCCUPANT_ID, id: 'x'.repeat(129) }),
    );
    expect(readOccupantId(none)).toBeUndefined();
  });
});
