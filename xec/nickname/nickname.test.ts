import { describe } from '@jest/globals';
import { NS_NICK } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetNickname, RetractNickname, SetNickname, nickname } from './index.js';

describe('nickname', () => {
  pepContract({
    feature: nickname,
    name: 'Nickname',
    node: NS_NICK,
    Publish: SetNickname,
    Retract: RetractNickname,
    Get: GetNickname,
    events: ['nickname/event-prosody', 'nickname/event-ejabberd'],
    content: { nick: 'Ishmael' },
    payload: `<nick xmlns="http://jabber.org/protocol/nick">Ishmael</nick>`,
    id: 'current',
    garbage: ["<nick xmlns='urn:example'>x</nick>"],
  });
});
