import { describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from '@xec/testing';
import { Payload, feature, payload } from '@xec/xec';

@payload('Chat', { name: 'message', xmlns: 'jabber:client', under: 'stream', from: 'any' })
class Chat extends Payload<'Chat'> {
  override handle(el: { attrs: Record<string, unknown> }): void {
    seen.push(el.attrs['id']);
  }
}

let seen: unknown[] = [];
const chat = feature({ name: 'chat', payloads: [Chat] });

const online = async (): Promise<Stage> => {
  seen = [];
  return (await openStage({ features: [chat] })).connected();
};

describe('a frame', () => {
  it.each([
    ['half an element', '<message', 'not-well-formed'],
    [
      'two elements',
      "<message xmlns='jabber:client'/><message xmlns='jabber:client'/>",
      'bad-format',
    ],
    ['text', 'hello', 'bad-format'],
    ['an unbound prefix', '<a:message/>', 'not-well-formed'],
    ['a document type', "<!DOCTYPE x><message xmlns='jabber:client'/>", 'restricted-xml'],
    ['a comment', "<message xmlns='jabber:client'><!-- x --></message>", 'restricted-xml'],
    [
      'a processing instruction',
      "<message xmlns='jabber:client'><?x y?></message>",
      'restricted-xml',
    ],
    ['an entity', "<message xmlns='jabber:client'>&bomb;</message>", 'restricted-xml'],
    [
      'too deep a stanza',
      `<message xmlns='jabber:client'>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</message>`,
      'policy-violation',
    ],
    ['an element that is no stanza', "<enabled xmlns='urn:xmpp:sm:3'/>", 'unsupported-stanza-type'],
    [
      'a stanza of another namespace',
      "<message xmlns='jabber:server'/>",
      'unsupported-stanza-type',
    ],
    [
      'a second greeting',
      "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='capulet.example' version='1.0'/>",
      'unsupported-stanza-type',
    ],
    [
      'a second success',
      "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
      'unsupported-stanza-type',
    ],
  ])('with %s ends the stream, and the session comes back', async (_what, frame, condition) => {
    const stage = await online();
    const { server } = stage;
    server.send("<message xmlns='jabber:client' id='before'/>", frame);
    server.send("<message xmlns='jabber:client' id='after'/>");
    await stage.settle();
    expect(server.complaint).toBe(condition);
    expect(server.names.slice(-2)).toEqual(['stream:error', 'close']);
    expect(server.end).toBeDefined();
    expect(seen).toEqual(['before']);
    expect(stage.contents('streamerror')).toEqual([]);
    expect(stage.contents('session_state').at(-1)).toMatchObject({
      state: 'reconnecting',
      reason: { condition },
    });
    await stage.advance(stage.waitMs + 1);
    expect(stage.states.at(-1)).toBe('online');
    await stage.disconnected();
  });

  it('that is larger than a frame may be ends the connection', async () => {
    const stage = await online();
    stage.server.send(`<message xmlns='jabber:client'>${'x'.repeat(1_048_577)}</message>`);
    await stage.settle();
    expect(stage.server.end).toMatchObject({ code: 1009 });
    expect(stage.contents('session_state').at(-1)).toMatchObject({
      state: 'reconnecting',
      reason: { condition: 'too-big' },
    });
    await stage.disconnected();
  });

  it('of white space is dropped', async () => {
    const stage = await online();
    stage.server.send(' ', '\n\t ', "<message xmlns='jabber:client' id='1'/>");
    await stage.settle();
    expect(seen).toEqual(['1']);
    expect(stage.server.complaint).toBeUndefined();
    await stage.disconnected();
  });

  it('of white space is dropped during the login too', async () => {
    const stage = await openStage({
      script: (el, server) =>
        el.name === 'open' && server.all('open').length === 1
          ? [' ', server.opened(), '\n', server.features('PLAIN'), ' ']
          : undefined,
    });
    await stage.connected();
    expect(stage.states.at(-1)).toBe('online');
    await stage.disconnected();
  });

  it('that comes with the binding is handled after it, in order', async () => {
    seen = [];
    const stage = await openStage({
      features: [chat],
      script: (el, server) =>
        el.name === 'iq'
          ? [
              server.bound(el),
              "<message xmlns='jabber:client' id='1'/>",
              "<message xmlns='jabber:client' id='2'/>",
            ]
          : undefined,
    });
    await stage.connected();
    expect(seen).toEqual(['1', '2']);
    await stage.disconnected();
  });

  it('after the end of the stream means nothing', async () => {
    const stage = await online();
    stage.server.streamError('reset');
    stage.server.streamError('conflict');
    stage.server.send("<message xmlns='jabber:client' id='late'/>");
    await stage.settle();
    expect(seen).toEqual([]);
    expect(stage.contents('streamerror')).toEqual([{ condition: 'reset' }]);
    await stage.disconnected();
  });
});
