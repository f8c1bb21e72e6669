/**
 * What two people do on the page, with a third one who needs none: a story of steps, each of which goes on
 * where the one before stopped.
 */
import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Client } from '@xec/client';
import { JoinRoom, PublishMessage } from '@xec/xec';
import { beginAndCancel, drop } from './files.js';
import type { Visitor } from './visitor.js';
import type { Drop, Person, Place, Way } from './ways.js';

/** Who is in the story, and where it happens. */
export interface Cast {
  readonly place: Place;
  readonly way: Way;
  /** Of this story alone, for names that others must not have. */
  readonly tag: string;
  readonly people: Readonly<Record<'juliet' | 'romeo', Person>>;
  juliet: Visitor;
  romeo: Visitor;
  /** Reaches the server by a way that nobody cuts. */
  readonly mercutio: Client;
}

type Step = (cast: Cast) => Promise<void>;

/** One asks, the other accepts, and each sees that the other is there. */
export const becomeContacts: Step = async ({ juliet, romeo, people }) => {
  await Promise.all([juliet.goTo('Contacts'), romeo.goTo('Contacts')]);
  const [hers, his] = [juliet.view('xec-roster'), romeo.view('xec-roster')];
  await hers.getByRole('button', { name: 'Add a contact' }).click();
  await hers.getByLabel('Address').fill(people.romeo.jid);
  await hers.getByLabel('Name').fill('Romeo');
  await hers.getByRole('button', { name: 'Save' }).click();
  await his.getByRole('button', { name: 'Accept' }).click();
  // Who accepts wants to see the other one, too.
  await hers.getByRole('button', { name: 'Accept' }).click();
  await hers.getByRole('button', { name: /Romeo.* online/ }).waitFor();
  await his.getByRole('button', { name: /juliet.* online/ }).waitFor();
};

/** Messages both ways: who is writing, how far each came, whether it was read. */
export const talk: Step = async ({ juliet, romeo }) => {
  await Promise.all([juliet.goTo('Chats'), romeo.goTo('Chats')]);
  await juliet.talkTo('Romeo');
  await juliet.say('Wherefore art thou Romeo?');
  await juliet.line('Wherefore').getByText('Received').waitFor();
  await romeo.contact(/^juliet.* online .*1 unread$/).waitFor();
  await romeo.talkTo('juliet');
  await juliet.line('Wherefore').getByText('Read').waitFor();
  expect(await romeo.contact(/^juliet/).textContent()).not.toContain('unread');
  const isWriting = juliet.view('xec-chat').getByText('Romeo is writing');
  await romeo.write('I take');
  await isWriting.waitFor();
  await romeo.write('');
  await isWriting.waitFor({ state: 'detached' });
  await romeo.write('I take thee');
  await isWriting.waitFor();
  await romeo.say('I take thee at thy wrod.');
  await juliet.line('at thy wrod').waitFor();
  await isWriting.waitFor({ state: 'detached' });
  await romeo.line('at thy wrod').getByText('Read').waitFor();
};

/** A message gets other words, a sign, and another one is taken back. */
export const changeTheirMinds: Step = async ({ juliet, romeo }) => {
  await romeo.page.getByRole('textbox').press('ArrowUp');
  await romeo.say('I take thee at thy word.');
  await juliet.line('at thy word').getByText('edited').waitFor();
  await juliet.use('React 😢', 'at thy word');
  await romeo.line('at thy word').getByRole('button', { name: '😢: 1 person' }).waitFor();
  await juliet.use('Delete', 'Wherefore');
  // Until she goes elsewhere she may have it back for a while.
  await juliet.goTo('Rooms');
  await romeo.line('This message was taken back.').waitFor();
  expect(await romeo.said()).toEqual(['This message was taken back.', 'I take thee at thy word.']);
};

/** One makes a room and invites another, a third one comes by its address. */
export const meetInARoom: Step = async ({ juliet, romeo, mercutio, people, tag }) => {
  await Promise.all([juliet.goTo('Rooms'), romeo.goTo('Rooms')]);
  const [hers, his] = [juliet.view('xec-rooms'), romeo.view('xec-rooms')];
  await hers.getByLabel('Name or address').fill(`verona-${tag}`);
  await hers.getByRole('button', { name: 'Join', exact: true }).click();
  await hers.getByLabel('Address of whom to invite').fill(people.romeo.jid);
  await hers.getByRole('button', { name: 'Invite' }).click();
  // By her address, or by her name in a room that hides addresses.
  await his.getByText(/^juliet.* invites you/).waitFor();
  await his.locator('section').getByRole('button', { name: 'Join' }).click();
  const room = `verona-${tag}@conference.localhost`;
  await mercutio.request(new JoinRoom({ room, nick: 'Mercutio' }));
  for (const rooms of [hers, his]) {
    await rooms.getByText('Mercutio').first().waitFor();
    await rooms.getByRole('button', { name: 'Open conversation' }).click();
  }
  await juliet.say('Three are here.');
  await romeo.line('Three are here.').waitFor();
  await romeo.say('A plague?');
  await juliet.line('A plague?').waitFor();
  const body = 'On both your houses!';
  await mercutio.request(new PublishMessage({ to: room, type: 'groupchat', body }));
  for (const each of [juliet, romeo]) {
    await each.line(body).waitFor();
    expect(await each.said()).toEqual(['Three are here.', 'A plague?', body]);
  }
};

export const postAndComment: Step = async ({ juliet, romeo }) => {
  await Promise.all([juliet.goTo('Feed'), romeo.goTo('Feed')]);
  await juliet.view('xec-feed').getByLabel('What is new?').fill('My only love');
  await juliet.page.getByRole('button', { name: 'Post', exact: true }).click();
  const [hers, his] = [juliet, romeo].map((each) =>
    each.view('xec-post').filter({ hasText: 'My only love' }),
  ) as [ReturnType<Visitor['view']>, ReturnType<Visitor['view']>]; // of two
  await his.getByRole('button', { name: '0 comments' }).click();
  await his.getByLabel('Your comment').fill('And mine!');
  await his.getByRole('button', { name: 'Send' }).click();
  await his.getByText('And mine!').waitFor();
  await hers.getByRole('button', { name: /^\d+ comments?$/ }).click();
  await hers.getByText('And mine!').waitFor();
};

export const seeTheSameInTwoTabs: Step = async ({ juliet, romeo }) => {
  await Promise.all([juliet.goTo('Chats'), romeo.goTo('Chats')]);
  await Promise.all([juliet.talkTo('Romeo'), romeo.talkTo('juliet')]);
  const second = await juliet.anotherTab();
  await romeo.say('Which tab is it?');
  await second.line('Which tab').waitFor();
  await second.say('The second.');
  for (const each of [juliet, romeo]) await each.line('The second.').waitFor();
  expect(await second.said()).toEqual(await juliet.said());
  await second.page.close();
};

/** A picture that is taken back while it leaves, and one that arrives with its words. */
export const sendAPicture: Step = async ({ juliet, romeo }) => {
  const { page } = juliet;
  await beginAndCancel(page, 'sun.png');
  await drop(page, 'moon.png', 'image/png', 1000);
  await page.getByLabel('What moon.png shows').fill('The inconstant moon');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  for (const one of [juliet, romeo]) {
    await one.line('moon.png').getByRole('img', { name: 'The inconstant moon' }).waitFor();
    expect(await one.line('moon.png').count()).toBe(1);
    expect(await one.line('sun.png').count()).toBe(0);
  }
};

/** How long a network is away, in milliseconds: page and server have given up by then. */
const AWAY_MS = 10_000;

/** Each way is interrupted for ten seconds, which the page counts to its next attempt, while all three talk. */
export const loseTheNetwork: Step = async (cast) => {
  for (const [what, drop] of Object.entries(cast.way.drops)) await lose(cast, what, drop);
};

async function lose(cast: Cast, what: string, { says, where }: Drop): Promise<void> {
  const { juliet, romeo, mercutio, people, place } = cast;
  const before = await juliet.said();
  place[where].refuse();
  const isOver = setTimeout(AWAY_MS);
  await juliet.status.getByText(says).waitFor();
  await juliet.countdown.waitFor();
  const [asked, told] = [`Is ${what} there?`, `Not ${what}.`];
  await juliet.say(asked);
  await juliet.line(asked).getByText('Sending').waitFor();
  await romeo.say(told);
  const lines = Array.from({ length: 5 }, (_, index) => `${what}, ${index}`);
  for (const body of lines) {
    await mercutio.request(new PublishMessage({ to: people.juliet.jid, body }));
  }
  await isOver;
  place[where].thaw();
  for (const each of [juliet, romeo]) await each.isOnline();
  await juliet.line(asked).getByText('Read').waitFor();
  await romeo.line(told).getByText('Read').waitFor();
  const all = [...before, asked, told].sort();
  for (const each of [juliet, romeo]) expect((await each.said()).sort()).toEqual(all);
  await juliet.talkTo(/^mercutio/);
  await juliet.line(lines.at(-1) ?? '').waitFor();
  expect((await juliet.said()).filter((line) => line.startsWith(what))).toEqual(lines);
  await juliet.talkTo('Romeo');
}

/** What holds the session is killed while the server has a request, and its answer is on the way. */
export const survive: Step = async (cast) => {
  const { place, way, people } = cast;
  place.toServer.holdAnswers();
  await cast.juliet.say('Wilt thou be gone?');
  await cast.juliet.line('Wilt thou').getByText('Sending').waitFor();
  // And a request whose answer nobody hears who waits for it now.
  await cast.juliet.goTo('Contacts');
  const contacts = cast.juliet.view('xec-roster');
  await contacts.getByRole('button', { name: 'Add a contact' }).click();
  await contacts.getByLabel('Address').fill(`mercutio@${people.juliet.jid.split('@')[1] ?? ''}`);
  await contacts.getByRole('button', { name: 'Save' }).click();
  const before = await cast.romeo.said();
  for (const each of [cast.juliet, cast.romeo]) await way.kill(place, each);
  // What was on the way to those who died goes nowhere.
  place.toServer.cut();
  place.toServer.thaw();
  cast.juliet = await way.comeBack(place, cast.juliet, people.juliet);
  cast.romeo = await way.comeBack(place, cast.romeo, people.romeo);
  const told = cast.juliet.view('xec-notifications').getByRole('status');
  await told.getByText('The contact was added').waitFor();
  await Promise.all([cast.juliet.talkTo('Romeo'), cast.romeo.talkTo('juliet')]);
  await cast.juliet.line('Wilt thou').getByText('Read').waitFor();
  for (const each of [cast.juliet, cast.romeo]) {
    expect(await each.said()).toEqual([...before, 'Wilt thou be gone?']);
  }
};
