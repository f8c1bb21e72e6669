/**
 * What the server wants to know of those who register, and what they said.
 */
import { createHash } from 'node:crypto';
import { xml, type Element, type XmlElement } from '@xec/stanza';
import type { RegistrationMode } from '../options.js';

export const NS_REGISTER = 'jabber:iq:register';
/** What a human would read in the picture. */
export const CAPTCHA_ANSWER = '7nHL3';

const NS_DATA = 'jabber:x:data';
const INSTRUCTIONS = 'Choose a username and password to register with this server';
/** A picture of one point: nobody has to look at it. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const hash = createHash('sha1').update(Buffer.from(PICTURE, 'base64')).digest('hex');
const CID = `sha1+${hash}@bob.xmpp.org`;

/** `<query/>` with the fields, and in some modes a form. */
export const registrationQuery = (mode: RegistrationMode): XmlElement =>
  xml(
    'query',
    { xmlns: NS_REGISTER },
    xml('instructions', {}, INSTRUCTIONS),
    mode !== 'captcha' && [xml('username'), xml('password')],
    mode !== 'open' && mode !== 'throttled' && form(mode === 'captcha'),
    mode === 'captcha' &&
      xml('data', { xmlns: 'urn:xmpp:bob', cid: CID, type: 'image/png', 'max-age': 0 }, PICTURE),
  );

const form = (hasCaptcha: boolean): XmlElement =>
  xml(
    'x',
    { xmlns: NS_DATA, type: 'form' },
    xml('title', {}, 'Creating a new account'),
    xml('instructions', {}, INSTRUCTIONS),
    xml('field', { var: 'FORM_TYPE', type: 'hidden' }, xml('value', {}, NS_REGISTER)),
    field('username', 'text-single', 'Username'),
    field('password', 'text-private', 'Password'),
    hasCaptcha && field('ocr', 'text-single', 'Enter the text you see', media()),
  );

const field = (name: string, type: string, label: string, child?: XmlElement): XmlElement =>
  xml('field', { var: name, type, label }, xml('required'), child);

const media = (): XmlElement =>
  xml(
    'media',
    { xmlns: 'urn:xmpp:media-element', width: 1, height: 1 },
    xml('uri', { type: 'image/png' }, `cid:${CID}`),
  );

/** What was said, by name: in the form where there is one, else in the fields. */
export function said(query: Element): ReadonlyMap<string, string> {
  const x = query.getChild('x', NS_DATA);
  if (x === undefined) {
    return new Map(query.getChildElements().map((el) => [el.getName(), el.getText()]));
  }
  return new Map(
    x.getChildren('field').map((el) => [String(el.attrs['var']), el.getChildText('value') ?? '']),
  );
}
