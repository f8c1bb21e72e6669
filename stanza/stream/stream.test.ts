import { describe, expect, it } from '@jest/globals';
import { parse, write } from '../core/index.js';
import {
  channelBindingsFeature,
  closeStream,
  openStream,
  readStreamError,
  readStreamFeatures,
  readStreamOpen,
  streamError,
  streamErrorConditions,
} from './stream.js';

const FRAMING = "xmlns='urn:ietf:params:xml:ns:xmpp-framing'";
const STREAMS = "xmlns:stream='http://etherx.jabber.org/streams'";
const ERRORS = "xmlns='urn:ietf:params:xml:ns:xmpp-streams'";

describe('a stream over WebSocket', () => {
  it('is opened', () => {
    expect(write(openStream({ to: 'capulet.example', lang: 'en' }))).toBe(
      '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="capulet.example" version="1.0" ' +
        'xml:lang="en"/>',
    );
    expect(write(openStream({ to: 'capulet.example' }))).not.toContain('lang');
  });

  it('is closed', () => {
    expect(write(closeStream())).toBe('<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>');
  });

  it('is opened by the server too', () => {
    const open = parse(`<open ${FRAMING} from='capulet.example' id='++TR84' version='1.0'/>`);
    expect(readStreamOpen(open)).toEqual({
      from: 'capulet.example',
      id: '++TR84',
      version: '1.0',
    });
    expect(readStreamOpen(parse(`<open ${FRAMING}/>`))).toEqual({});
  });

  it.each([`<close ${FRAMING}/>`, "<open xmlns='urn:x'/>", `<o:Open xmlns:o='urn:x'/>`])(
    'is not opened by %s',
    (xml) => {
      expect(readStreamOpen(parse(xml))).toBeUndefined();
    },
  );
});

describe('stream features', () => {
  it('name mechanisms and namespaces, each once, in order', () => {
    const features = parse(
      `<stream:features ${STREAMS}>` +
        "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" +
        '<mechanism>SCRAM-SHA-256</mechanism><mechanism> PLAIN\n</mechanism><hostname/></mechanisms>' +
        "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/>" +
        "<more xmlns='urn:xmpp:sm:3'/></stream:features>",
    );
    expect(readStreamFeatures(features)).toEqual({
      mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
      namespaces: [
        'urn:ietf:params:xml:ns:xmpp-sasl',
        'urn:ietf:params:xml:ns:xmpp-bind',
        'urn:xmpp:sm:3',
      ],
    });
  });

  it('may be none', () => {
    expect(readStreamFeatures(parse(`<stream:features ${STREAMS}/>`))).toEqual({
      mechanisms: [],
      namespaces: [],
    });
  });

  it('are not what only looks like them', () => {
    expect(readStreamFeatures(parse("<features xmlns='urn:x'/>"))).toBeUndefined();
    const impostor =
      `<stream:features ${STREAMS}><mechanisms xmlns='urn:x'><mechanism>PLAIN</mechanism>` +
      '</mechanisms></stream:features>';
    expect(readStreamFeatures(parse(impostor))?.mechanisms).toEqual([]);
  });
});

describe('what a server can bind a login to', () => {
  it('is announced by types (XEP-0440 section 2)', () => {
    const features = parse(`<stream:features ${STREAMS}>
      <sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>
        <channel-binding type='tls-server-end-point'/>
        <channel-binding/>
        <channel-binding type='tls-exporter'/>
      </sasl-channel-binding>
      <authentication xmlns='urn:xmpp:sasl:2'>
        <mechanism>SCRAM-SHA-1</mechanism>
        <inline><bind xmlns='urn:xmpp:bind:0'/></inline>
      </authentication>
    </stream:features>`);
    expect(readStreamFeatures(features)).toMatchObject({
      mechanisms: [],
      channelBindings: ['tls-server-end-point', 'tls-exporter'],
      sasl2: { mechanisms: ['SCRAM-SHA-1'], upgrades: [] },
    });
    const none = readStreamFeatures(parse(`<stream:features ${STREAMS}/>`));
    expect(none?.channelBindings).toBeUndefined();
    expect(none?.sasl2).toBeUndefined();
  });

  it('is written', () => {
    expect(write(channelBindingsFeature(['tls-exporter']))).toBe(
      '<sasl-channel-binding xmlns="urn:xmpp:sasl-cb:0">' +
        '<channel-binding type="tls-exporter"/></sasl-channel-binding>',
    );
  });
});

describe('a stream error', () => {
  it.each(streamErrorConditions)('%s is written as it is read', (condition) => {
    for (const text of [undefined, 'a < b & "c"']) {
      const written = write(streamError(condition, text));
      expect(readStreamError(parse(written))).toEqual({
        condition,
        ...(text !== undefined && { text }),
      });
    }
  });

  it('is an element of the stream, with conditions of its own namespace', () => {
    expect(write(streamError('conflict'))).toBe(
      '<stream:error xmlns:stream="http://etherx.jabber.org/streams">' +
        '<conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>',
    );
  });

  it.each([
    ['an unknown condition', `<gremlins ${ERRORS}/>`],
    ['a condition of another namespace', "<conflict xmlns='urn:x'/>"],
    ['a name of an object', `<constructor ${ERRORS}/>`],
    ['no condition', ''],
  ])('with %s is undefined-condition', (_what, inside) => {
    const error = parse(`<stream:error ${STREAMS}>${inside}</stream:error>`);
    expect(readStreamError(error)).toEqual({ condition: 'undefined-condition' });
  });

  it('keeps its first text, beside conditions of applications', () => {
    const error = parse(
      `<stream:error ${STREAMS}><conflict ${ERRORS}/><text ${ERRORS}>One.</text>` +
        `<text ${ERRORS}>Two.</text><escape-your-data xmlns='urn:x'/></stream:error>`,
    );
    expect(readStreamError(error)).toEqual({ condition: 'conflict', text: 'One.' });
  });

  it('is no stanza error', () => {
    expect(readStreamError(parse("<error xmlns='jabber:client'/>"))).toBeUndefined();
  });
});
