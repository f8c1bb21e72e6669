import { describe } from '@jest/globals';
import { NS_BANNER } from '@xec/stanza';
import { pepContract } from '@xec/testing/contracts';
import { GetBanner, RetractBanner, SetBanner, banner } from './index.js';

describe('banner', () => {
  pepContract({
    feature: banner,
    name: 'BannerMetadata',
    node: NS_BANNER,
    Publish: SetBanner,
    Retract: RetractBanner,
    Get: GetBanner,
    events: ['banner/event'],
    content: { infos: [{ id: 'a', type: 'image/jpeg', bytes: 9, url: 'https://a.example/b' }] },
    payload: `<metadata xmlns="${NS_BANNER}"><info id="a" type="image/jpeg" bytes="9" url="https://a.example/b"/></metadata>`,
    id: 'current',
    garbage: ["<metadata xmlns='urn:example'/>"],
  });
});
