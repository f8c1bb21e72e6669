import { describe, expect, it } from '@jest/globals';
import { parse } from '../core/index.js';
import {
  atomText,
  commentsAddress,
  commentsLink,
  commentsNode,
  completePost,
  isByPublisher,
  postElement,
  readFeed,
  readPost,
  repeatedAddress,
  repeatedLink,
} from './index.js';

const entry = (inner: string) =>
  parse(`<entry xmlns='http://www.w3.org/2005/Atom'>${inner}</entry>`);
const xhtml = (inner: string) => `<div xmlns='http://www.w3.org/1999/xhtml'>${inner}</div>`;
const content = (inner: string) => atomText(entry(inner), 'content');

describe('texts', () => {
  it('are those that are plain, whatever came first', () => {
    const both = `<content type='xhtml'>${xhtml('<b>x</b>')}</content><content type='text'> plain\n text </content>`;
    expect(content(both)).toBe('plain\n text');
    expect(content('<content>a</content><content>b</content>')).toBe('a');
  });

  it('are nothing where they cannot be told as text', () => {
    expect(content("<content type='html'>&lt;b>x&lt;/b></content>")).toBeUndefined();
    expect(content("<content type='image/png'>AAAA</content>")).toBeUndefined();
    expect(content("<content src='https://evil.example/x'>x</content>")).toBeUndefined();
    expect(content("<content type='xhtml'>no div</content>")).toBeUndefined();
    expect(content("<content type='xhtml'><div>of no XHTML</div></content>")).toBeUndefined();
    expect(content("<content xmlns='urn:example'>x</content>")).toBeUndefined();
  });
});

describe('posts', () => {
  it('are entries of Atom that say something', () => {
    expect(readPost(parse("<entry xmlns='urn:example'><title>x</title></entry>"))).toBeUndefined();
    expect(
      readPost(entry('<title/><id>x</id><updated>2008-05-08T18:30:02Z</updated>')),
    ).toBeUndefined();
    expect(readPost(entry("<link href='https://a.example/'/>"))).toEqual({
      links: [{ href: 'https://a.example/', rel: 'alternate' }],
      categories: [],
    });
  });

  it('leave out what is malformed or leads elsewhere', () => {
    const post = readPost(
      entry(
        '<title>x</title><published>yesterday</published><updated> 2008-05-08T20:30:02.5+02:00 </updated>' +
          "<author><name> </name></author><link rel='via'/><link href='javascript:alert(1)'/><link href='/relative'/>" +
          "<link href='data:text/html,x'/><link href=' https://a.example'/><link href='HTTPS://a.example/' rel='via' title='t' type=''/>" +
          "<category/><category term=''/><category term='a'/><category term='a'/>",
      ),
    );
    expect(post).toEqual({
      title: 'x',
      updated: '2008-05-08T18:30:02.500Z',
      links: [{ href: 'HTTPS://a.example/', rel: 'via', title: 't' }],
      categories: ['a'],
    });
  });

  it('have their content as text and with its markup, sanitised', () => {
    const both =
      "<content type='text'>plain</content><content type='xhtml'>" +
      xhtml("<p onclick='x()'>a <em>b</em></p><script>x()</script>") +
      '</content>';
    expect(readPost(entry(both))).toMatchObject({
      content: 'plain',
      xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a <em>b</em></p></div>',
    });
    expect(
      readPost(entry(`<content type='xhtml'>${xhtml('<script>x()</script>')}</content>`)),
    ).toBe(undefined);
  });

  it('with markup have their text beside it', () => {
    const written = readPost(
      parse(postElement({ title: 't', xhtml: xhtml('<p>a</p><p>b</p>') }).toString()),
    );
    expect(written).toMatchObject({
      content: 'a\nb',
      xhtml: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><p>b</p></div>',
    });
  });

  it('are complete for Atom', () => {
    const at = { jid: 'romeo@montague.example', node: 'urn:xmpp:microblog:0', item: 'a b' };
    const date = '2008-05-08T18:30:02Z';
    expect(completePost({ title: 't', published: date }, at)).toEqual({
      title: 't',
      published: date,
      updated: date,
      atomId: 'xmpp:romeo@montague.example?;node=urn%3Axmpp%3Amicroblog%3A0;item=a%20b',
    });
    expect(completePost({ atomId: 'x', updated: date }, at)).toEqual({
      atomId: 'x',
      updated: date,
    });
  });

  it('say where they are commented, and what they repeat', () => {
    const comments = { jid: 'pubsub.montague.example', node: commentsNode('1') };
    const original = { jid: 'romeo@montague.example', node: 'urn:xmpp:microblog:0', item: '1' };
    const links = [
      { href: 'https://a.example/', rel: 'replies', title: 'comments' },
      commentsLink(comments),
      repeatedLink(original, 'tag:x'),
    ];
    const post = readPost(parse(postElement({ title: 't', links }).toString()));
    if (post === undefined) throw new Error('expected a post');
    expect(commentsAddress(post)).toEqual(comments);
    expect(repeatedAddress(post)).toEqual(original);
    expect(commentsAddress({ links: [] })).toBeUndefined();
  });

  it.each([
    [{ author: { uri: 'xmpp:romeo@m.example' }, publisher: 'romeo@m.example/x' }, true],
    [{ author: { uri: 'xmpp:romeo@m.example' }, publisher: 'mallory@m.example' }, false],
    [{ author: { uri: 'xmpp:romeo@m.example' } }, false],
    [{ author: { name: 'romeo@m.example' }, publisher: 'romeo@m.example' }, false],
    [{ publisher: 'romeo@m.example' }, false],
  ])('are by who the service says: %j', (claim, expected) => {
    expect(isByPublisher(claim)).toBe(expected);
  });
});

describe('feeds', () => {
  it('are nothing else', () => {
    expect(readFeed(entry('<title>x</title>'))).toBeUndefined();
  });
});
