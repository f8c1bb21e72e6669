import { describe, expect, it } from '@jest/globals';
import { defaultParseLimits } from '@xec/stanza';
import { End, framingOf } from './framing.js';

const STREAM = { framing: 'stream' } as const;

describe('the framing of a component', () => {
  const open = () => {
    const framing = framingOf(STREAM as never, defaultParseLimits, true);
    expect(framing.open({ to: 'gateway.capulet.example' })).toBe(
      '<?xml version=\'1.0\'?><stream:stream xmlns="jabber:component:accept" ' +
        'xmlns:stream="http://etherx.jabber.org/streams" to="gateway.capulet.example">',
    );
    return framing;
  };

  it('takes what is sent out of the namespace of clients, and says whom it is from', () => {
    const { stanza } = { stanza: (xml: string) => open().stanza(xml) };
    expect(stanza('<presence xmlns="jabber:client"/>')).toBe(
      '<presence from="gateway.capulet.example"/>',
    );
    expect(
      stanza('<iq xmlns="jabber:client" id="a" type="get"><ping xmlns="urn:xmpp:ping"/></iq>'),
    ).toBe(
      '<iq from="gateway.capulet.example" id="a" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
    );
    const inner = '<message xmlns="jabber:client" from="a@b.example"/>';
    expect(
      stanza(
        `<message from="bot@gateway.capulet.example" xmlns="jabber:client">${inner}</message>`,
      ),
    ).toBe(`<message from="bot@gateway.capulet.example">${inner}</message>`);
    expect(stanza('<handshake>00</handshake>')).toBe('<handshake>00</handshake>');
  });

  it('reads what comes as if it came to a client', () => {
    const framing = open();
    framing.read(
      "<stream:stream xmlns='jabber:component:accept' " +
        "xmlns:stream='http://etherx.jabber.org/streams' id='1' from='gateway.capulet.example'>",
    );
    const el = framing.read("<iq type='get'><query xmlns='urn:q'/></iq>");
    expect(el).not.toBeInstanceOf(End);
    expect((el as { attrs: unknown }).attrs).toEqual({ type: 'get', xmlns: 'jabber:client' });
    expect(framing.read('</stream:stream>')).toBeInstanceOf(End);
  });
});
