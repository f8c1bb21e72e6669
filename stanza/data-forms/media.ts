/**
 * XEP-0221: Data Forms Media Element, version 1.0 (2008-09-03).
 * https://xmpp.org/extensions/xep-0221.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_FORM_MEDIA = 'urn:xmpp:media-element';

/** Where a picture or a sound is. A claim of whoever wrote the form. */
export interface MediaUri {
  /** `cid:` for Bits of Binary (XEP-0231), or an address. */
  readonly uri: string;
  /** The media type, `image/png`. */
  readonly type: string;
}

/** The same thing in one or more formats (section 2). */
export interface FieldMedia {
  /** Pixels; absent: not said. */
  readonly width?: number;
  readonly height?: number;
  /** At least one. */
  readonly uris: readonly MediaUri[];
}

/** How many formats are read. */
const MAX_URIS = 16;

/** Reads the `<media/>` of a field; `undefined` where there is none with an address. */
export function readFieldMedia(field: Element): FieldMedia | undefined {
  const el = field.getChild('media', NS_FORM_MEDIA);
  const uris = (el?.getChildren('uri', NS_FORM_MEDIA) ?? []).slice(0, MAX_URIS).flatMap((uri) => {
    const type: unknown = uri.attrs['type'];
    const text = uri.getText().trim();
    return text === '' ? [] : [{ uri: text, type: typeof type === 'string' ? type : '' }];
  });
  if (el === undefined || uris.length === 0) return undefined;
  const width = readPixels(el, 'width');
  const height = readPixels(el, 'height');
  return { ...(width !== undefined && { width }), ...(height !== undefined && { height }), uris };
}

/** `<media/>`. */
export const fieldMediaElement = ({ width, height, uris }: FieldMedia): XmlElement =>
  xml(
    'media',
    { xmlns: NS_FORM_MEDIA, width, height },
    uris.map(({ uri, type }) => xml('uri', { type }, uri)),
  );

/** `xs:unsignedShort` (section 9). */
function readPixels(el: Element, name: string): number | undefined {
  const text: unknown = el.attrs[name];
  return typeof text === 'string' && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
