/** Contacts, as people change them on the page. */
import { expect, it, jest } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeOnPage } from './testing/on-page.js';
import type { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeOnPage('the contacts', (on) => {
  /** Juliet, where her contacts are. */
  const openContacts = async (): Promise<[Visitor, Locator]> => {
    const juliet = await on.arrive('Juliet');
    await juliet.goTo('Contacts');
    const contacts = juliet.view('xec-roster');
    await contacts.getByRole('button', { name: /^Romeo/ }).waitFor();
    return [juliet, contacts];
  };

  /** The person's row and their button in it, below the heading of a group. */
  const inGroup = (contacts: Locator, group: string, name: string): Locator =>
    contacts
      .locator(`h2:has-text("${group}") + ul`)
      .locator('li')
      .filter({ has: contacts.page().getByRole('button', { name: new RegExp(`^${name}`) }) });

  const change = async (contacts: Locator, group: string, name: string): Promise<Locator> => {
    await inGroup(contacts, group, name).getByRole('button', { name: 'More' }).click();
    return contacts.locator('form');
  };

  it('stand in their groups, under the name that one gives them', async () => {
    const [juliet, contacts] = await openContacts();
    const other = await juliet.anotherTab();
    await inGroup(contacts, 'Capulet', 'Tybalt').waitFor();
    const form = await change(contacts, 'Capulet', 'Tybalt');
    expect(await form.getByLabel('Name').inputValue()).toBe('Tybalt');
    await form.getByLabel('Name').fill('Prince of Cats');
    await form.getByLabel('Groups').fill('Cousins, Duellists');
    await form.getByRole('button', { name: 'Save' }).click();
    for (const each of [contacts, other.view('xec-roster')]) {
      await inGroup(each, 'Cousins', 'Prince of Cats').waitFor();
      await inGroup(each, 'Duellists', 'Prince of Cats').waitFor();
      expect(await inGroup(each, 'Capulet', 'Prince of Cats').count()).toBe(0);
    }
    expect(other.complaints).toEqual([]);
  });

  it('go when they are removed, and not when one thinks better of it', async () => {
    const [juliet, contacts] = await openContacts();
    const remove = async (): Promise<void> => {
      const form = await change(contacts, 'Montague', 'Benvolio');
      await form.getByRole('button', { name: 'Remove' }).click();
      await contacts.getByText('Benvolio · removed').waitFor();
    };
    await remove();
    await contacts.getByRole('button', { name: 'Undo' }).click();
    await inGroup(contacts, 'Montague', 'Benvolio').waitFor();
    await remove();
    // It is done at the latest when one goes elsewhere.
    await juliet.goTo('Chats');
    await juliet.goTo('Contacts');
    await contacts.getByRole('button', { name: /^Romeo/ }).waitFor();
    await contacts.getByRole('button', { name: /^Benvolio/ }).waitFor({ state: 'detached' });
  });

  it('do not become those who are refused or blocked', async () => {
    const [juliet, contacts] = await openContacts();
    const { server } = on.demo;
    const asks = (local: string): void =>
      server.send(
        `juliet@${server.domain}`,
        `<presence xmlns='jabber:client' from='${local}@${server.domain}' type='subscribe'/>`,
      );
    const request = (local: string): Locator => contacts.locator('.request', { hasText: local });
    for (const [local, button] of [
      ['paris', 'Refuse'],
      ['sampson', 'Block'],
    ] as const) {
      asks(local);
      await request(local).getByRole('button', { name: button }).click();
      await request(local).waitFor({ state: 'detached' });
      expect(await contacts.getByRole('button', { name: new RegExp(`^${local}`) }).count()).toBe(0);
    }
    await juliet.page.getByRole('link', { name: 'Settings', exact: true }).click();
    const blocked = juliet.view('xec-blocked');
    await blocked.getByText(`sampson@${server.domain}`).waitFor();
    expect(await blocked.getByText('paris@').count()).toBe(0);
  });

  it('are found by what they are called', async () => {
    const { server } = on.demo;
    // Few are seen at a glance: there is nothing to search then.
    for (const each of ['abram', 'balthasar', 'escalus', 'gregory', 'peter']) {
      server.addAccount(each, 'unused');
      server.befriend('juliet', each);
    }
    const [, contacts] = await openContacts();
    const search = contacts.getByRole('searchbox');
    await search.fill('friar');
    await contacts.getByRole('button', { name: /^Romeo/ }).waitFor({ state: 'detached' });
    await contacts.getByRole('button', { name: /^Friar Laurence/ }).waitFor();
    await search.fill('nobody of that name');
    await contacts.getByText('Nobody is called that.').waitFor();
  });
});
