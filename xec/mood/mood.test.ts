import { describe } from '@jest/globals';
import { NS_MOOD } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetMood, RetractMood, PublishMood, mood } from './index.js';

describe('mood', () => {
  pepContract({
    feature: mood,
    name: 'Mood',
    node: NS_MOOD,
    Publish: PublishMood,
    Retract: RetractMood,
    Get: GetMood,
    events: ['mood/example', 'mood/empty', 'mood/event-prosody', 'mood/event-ejabberd'],
    content: { mood: 'happy', text: 'a < b' },
    payload: `<mood xmlns="http://jabber.org/protocol/mood"><happy/><text>a &lt; b</text></mood>`,
    id: 'current',
    garbage: ["<mood xmlns='urn:example'><happy/></mood>"],
  });
});
