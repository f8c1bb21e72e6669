import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import { commandElement, readCommand } from './adhoc.js';

const command = (attrs: string, inside = '') =>
  readCommand(
    parse(
      `<iq xmlns='jabber:client'><command xmlns='http://jabber.org/protocol/commands' node='n' ${attrs}
         >${inside}</command></iq>`,
    ),
  );

describe('a command', () => {
  it.each(['form-prosody', 'done-prosody', 'canceled-prosody', 'wrong-prosody'])(
    'is read as in %s',
    (name) => {
      expect(readCommand(fixture(`adhoc/${name}`))).toEqual(fixtureJson(`adhoc/${name}`));
    },
  );

  it('is none without a status', () => {
    expect(command('')).toBeUndefined();
    expect(command("status='new'")).toBeUndefined();
    expect(readCommand(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
  });

  it('can be completed where it says nothing', () => {
    expect(command("status='executing'")).toMatchObject({
      actions: ['complete', 'cancel'],
      execute: 'complete',
    });
  });

  it('says what is usual, or else that the next stage is', () => {
    const actions = (attrs: string) =>
      command("status='executing'", `<actions ${attrs}><prev/><next/></actions>`);
    expect(actions("execute='prev'")).toMatchObject({
      actions: ['prev', 'next', 'cancel'],
      execute: 'prev',
    });
    expect(actions('')?.execute).toBe('next');
  });

  it('is begun and gone on with', () => {
    toEqualXml(
      commandElement({ node: 'n' }),
      "<command xmlns='http://jabber.org/protocol/commands' node='n' action='execute'/>",
    );
    toEqualXml(
      commandElement({
        node: 'n',
        action: 'complete',
        sessionId: 's',
        form: { type: 'submit', instructions: [], fields: [] },
      }),
      `<command xmlns='http://jabber.org/protocol/commands' node='n' action='complete' sessionid='s'
        ><x xmlns='jabber:x:data' type='submit'/></command>`,
    );
  });
});
