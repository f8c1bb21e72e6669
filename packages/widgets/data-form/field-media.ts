/**
 * Pictures and sounds that belong to a field (XEP-0221), as of a CAPTCHA (XEP-0158). What is elsewhere
 * is loaded by nobody but whoever follows the link: loading tells its owner who looks.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import type { FormField } from './form-types.js';
import type { FormTexts } from './texts.js';

type Media = NonNullable<FormField['media']>;

/** Pictures that came by themselves, by their Content-ID. */
export type Pictures = ReadonlyMap<string, string>;

/** The Content-ID of a picture that the service keeps (XEP-0231); `undefined` where there is none. */
export const cidOf = ({ media }: FormField): string | undefined =>
  media?.uris.find(({ uri, type }) => uri.startsWith('cid:') && type.startsWith('image/'))?.uri;

/** Asks the service `jid` for a picture. */
export async function loadPicture(
  source: PacketSource,
  jid: string,
  cid: string,
): Promise<string | undefined> {
  const answer = await source.request('BOB/Request', { to: jid, cid: cid.replace(/^cid:/, '') });
  // The content of `bob_request_handle`, which the gateway's schema read.
  return (answer as { data?: { base64?: string } }).data?.base64;
}

export function fieldMedia(
  field: FormField,
  pictures: Pictures,
  words: FormTexts,
): TemplateResult | typeof nothing {
  const { media } = field;
  if (media === undefined) return nothing;
  const label = field.label ?? field.var ?? '';
  const picture = pictures.get(cidOf(field) ?? '');
  return html`
    <div class="media">
      ${
        picture === undefined
          ? media.uris.map((uri) => elsewhere(uri, words))
          : html`<xec-raster-picture
              .base64=${picture}
              .label=${words.pictureOf(label)}
            ></xec-raster-picture>`
      }
    </div>
  `;
}

function elsewhere(
  { uri, type }: Media['uris'][number],
  words: FormTexts,
): TemplateResult | typeof nothing {
  const host = hostOf(uri);
  if (host === undefined) return nothing;
  const label = type.startsWith('audio/') ? words.sound(host) : words.picture(host);
  return html`<a href=${uri} target="_blank" rel="noopener noreferrer nofollow">${label}</a>`;
}

/** Of addresses that may be followed; no others are links. */
function hostOf(uri: string): string | undefined {
  if (!/^https?:\/\//i.test(uri)) return undefined;
  return URL.canParse(uri) ? new URL(uri).host : undefined;
}
