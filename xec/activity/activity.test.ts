import { describe } from '@jest/globals';
import { NS_ACTIVITY } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetActivity, RetractActivity, PublishActivity, activity } from './index.js';

describe('activity', () => {
  pepContract({
    feature: activity,
    name: 'Activity',
    node: NS_ACTIVITY,
    Publish: PublishActivity,
    Retract: RetractActivity,
    Get: GetActivity,
    events: ['activity/example', 'activity/event-prosody', 'activity/event-ejabberd'],
    content: { general: 'eating', specific: 'having_lunch' },
    payload: `<activity xmlns="http://jabber.org/protocol/activity"><eating><having_lunch/></eating></activity>`,
    id: 'current',
    garbage: ["<activity xmlns='urn:example'/>"],
  });
});
