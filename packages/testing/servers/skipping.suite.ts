/** Not a test by itself: skipping.test.ts runs it where no program is found. */
import { it } from '../jest.js';
import { describeInChromium, describeOnServers } from './describe-on-servers.js';

const works = (open: () => unknown) => {
  it('works', () => {
    open();
  });
};

describeOnServers('suite', works, { servers: ['prosody', 'devserver'] });
describeOnServers('suite', works, { servers: ['devserver'], needs: ['mix'] });
describeInChromium(
  'page',
  works.bind(undefined, () => undefined),
);
