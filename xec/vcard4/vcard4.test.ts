import { describe } from '@jest/globals';
import { NS_VCARD4, NS_VCARD4_NODE } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetVcard4, RetractVcard4, SetVcard4, vcard4 } from './index.js';

describe('vcard4', () => {
  pepContract({
    feature: vcard4,
    name: 'Vcard4',
    node: NS_VCARD4_NODE,
    Publish: SetVcard4,
    Retract: RetractVcard4,
    Get: GetVcard4,
    events: ['vcard4/event-prosody', 'vcard4/event-ejabberd'],
    content: { fn: 'Alice', url: ['https://a.example/'] },
    payload: `<vcard xmlns="${NS_VCARD4}"><fn><text>Alice</text></fn><url><uri>https://a.example/</uri></url></vcard>`,
    id: 'current',
    garbage: ["<vcard xmlns='vcard-temp'><fn>A</fn></vcard>"],
  });
});
