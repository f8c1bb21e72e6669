import { describe } from '@jest/globals';
import { NS_TUNE } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetTune, RetractTune, PublishTune, tune } from './index.js';

describe('tune', () => {
  pepContract({
    feature: tune,
    name: 'Tune',
    node: NS_TUNE,
    Publish: PublishTune,
    Retract: RetractTune,
    Get: GetTune,
    events: ['tune/example', 'tune/empty', 'tune/event-prosody', 'tune/event-ejabberd'],
    content: { artist: 'Yes', length: 686 },
    payload: `<tune xmlns="http://jabber.org/protocol/tune"><artist>Yes</artist><length>686</length></tune>`,
    id: 'current',
    garbage: ["<tune xmlns='urn:example'/>"],
  });
});
