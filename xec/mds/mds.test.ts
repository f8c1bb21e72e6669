import { describe, expect, it } from '@jest/globals';
import { NS_MDS } from '@xec/stanza';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import { GetMdsDisplayed, RetractMdsDisplayed, SendMdsDisplayed, mds } from './index.js';

const content = { chat: 'i', id: '1', by: 'juliet@capulet.example' };

describe('mds', () => {
  pepContract({
    feature: mds,
    name: 'MDSDisplayed',
    node: NS_MDS,
    isPrivate: true,
    Publish: SendMdsDisplayed,
    Retract: RetractMdsDisplayed,
    Get: GetMdsDisplayed,
    events: ['mds/example'],
    content,
    payload: `<displayed xmlns="${NS_MDS}"><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="juliet@capulet.example"/></displayed>`,
    id: 'i',
    garbage: [
      "<displayed xmlns='urn:example'/>",
      `<displayed xmlns='${NS_MDS}'/>`,
      `<displayed xmlns='${NS_MDS}'><stanza-id xmlns='urn:xmpp:sid:0' id='1'/></displayed>`,
    ],
  });

  it('is not sent where the server would show it to others', async () => {
    const room = openRoom(mds, { self: 'juliet@capulet.example/x', announced: ['urn:x'] });
    await expect(room.request(new SendMdsDisplayed({ content }))).rejects.toThrow(
      /publish-options/,
    );
    expect(room.sent).toEqual([]);
  });
});
