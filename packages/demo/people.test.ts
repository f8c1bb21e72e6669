import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium, describeOnServers, openClients } from '@xec/testing';
import { allFeatures } from '@xec/xec';
import { chromium, type Browser } from 'playwright-core';
import {
  becomeContacts,
  changeTheirMinds,
  loseTheNetwork,
  meetInARoom,
  postAndComment,
  seeTheSameInTwoTabs,
  sendAPicture,
  survive,
  talk,
  type Cast,
} from './testing/story.js';
import { awayArgs, openPlace, ways, type Person, type Place } from './testing/ways.js';

jest.setTimeout(240_000);

/** Each step goes on where the one before stopped: another one is another line, before what is cut. */
const story = [
  becomeContacts,
  talk,
  changeTheirMinds,
  meetInARoom,
  postAndComment,
  seeTheSameInTwoTabs,
  sendAPicture,
  loseTheNetwork,
  survive,
];

/** `XEC_WAYS=all`: each way on each server, which takes minutes. Else each server and each way once. */
const all = Object.entries(ways);
const isAll = process.env['XEC_WAYS'] === 'all';
const cells = [
  ['devserver', isAll ? all : all.slice(0, 1)],
  ['prosody', isAll ? all : all.slice(1)],
] as const;

describeInChromium('the page', (executablePath) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs, ...awayArgs] });
  });
  afterAll(() => browser.close());

  for (const [kind, chosen] of cells) {
    describeOnServers(
      'is enjoyed by people',
      (server) => {
        const clients = openClients(server, { features: allFeatures });
        let place: Place;

        beforeAll(async () => {
          place = await openPlace(browser, server());
        });
        afterAll(async () => {
          await clients.end();
          await place.close();
        });

        it.each([...chosen])('%s', async (name, way) => {
          const tag = name.split(' ')[0] ?? '';
          const make = async (local: string): Promise<Person> => {
            const [user, password] = [`${local}-${tag}`, `${local}-pw`];
            await server().addUser(user, password);
            return { jid: `${user}@${server().domain}`, password };
          };
          const people = { juliet: await make('juliet'), romeo: await make('romeo') };
          const [juliet, romeo, mercutio] = await Promise.all([
            way.arrive(place, people.juliet),
            way.arrive(place, people.romeo),
            clients.online('mercutio'),
          ]);
          const cast: Cast = { place, way, tag, people, juliet, romeo, mercutio };
          for (const step of story) await step(cast);
          const pages = [juliet, romeo, cast.juliet, cast.romeo];
          expect(pages.flatMap((each) => each.complaintsBesideNetwork)).toEqual([]);
          await Promise.all([cast.juliet.leave(), cast.romeo.leave()]);
        });
      },
      { servers: [kind] },
    );
  }
});
