/** Results of iqs. Nobody asked for those of the flood: what is measured is how they are read. */
import type { Random } from '@xec/testing';
import { SELF, SELF_FULL, contacts, programs } from './people.js';
import { photo, uuid } from './words.js';

const result = (from: string, id: string, child: string): string =>
  `<iq xmlns='jabber:client' type='result' id='${id}' from='${from}' to='${SELF_FULL}'>${child}</iq>`;

/** The roster of 500 contacts. */
export const rosterQuery = `<query xmlns='jabber:iq:roster'>${contacts
  .map(
    (jid, at) =>
      `<item jid='${jid}' name='Contact ${at}' subscription='both'><group>Group ${at % 9}</group></item>`,
  )
  .join('')}</query>`;

export const roster = (random: Random): string => result(SELF, uuid(random), rosterQuery);

/** What the program number `at` says of itself (XEP-0030). */
export function discoQuery(at: number): string {
  const { node, ver, name, features } = programs[at % programs.length] ?? {
    node: '',
    ver: '',
    name: '',
    features: [],
  };
  return (
    `<query xmlns='http://jabber.org/protocol/disco#info' node='${node}#${ver}'>` +
    `<identity category='client' type='pc' name='${name}'/>` +
    `${features.map((feature) => `<feature var='${feature}'/>`).join('')}</query>`
  );
}

const disco = (random: Random): string =>
  result(random.pick(contacts), uuid(random), discoQuery(random.between(0, 19)));

/** A vCard with its photo, of 4 to 24 KiB. */
const vcard = (random: Random): string =>
  result(
    random.pick(contacts),
    uuid(random),
    `<vCard xmlns='vcard-temp'><FN>Romeo Montague</FN><NICKNAME>romeo</NICKNAME><PHOTO>` +
      `<TYPE>image/png</TYPE><BINVAL>${photo(random, random.between(4, 24) * 1024)}</BINVAL></PHOTO></vCard>`,
  );

const empty = (random: Random): string => result(random.pick(contacts), uuid(random), '');

/** One of them; the roster is not, it comes once in a while. */
export const iqResult = (random: Random): string =>
  random.weighted([
    [35, vcard],
    [45, disco],
    [20, empty],
  ] as const)(random);
