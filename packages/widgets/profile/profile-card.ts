/**
 * What somebody says of themselves, to read.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { hueOf, initialOf } from '../styles.js';
import { pageLanguage } from '../language/page-language.js';
import { moodIn } from './moods.js';
import type { ProfileModel } from './profile-model.js';
import type { ProfileTexts } from './texts.js';

/** The picture, or the letter that stands for it. */
export const portrait = (
  { jid = '', name, picture }: ProfileModel,
  words: ProfileTexts,
): TemplateResult => html`
  <span class="avatar large ${hueOf(jid)}">
    <xec-raster-picture fill .base64=${picture} .label=${words.pictureOf(name)}
      ><span aria-hidden="true">${initialOf(name)}</span></xec-raster-picture
    >
  </span>
`;

/** Mood and tune, where they say something of it. */
export const feelings = ({ mood, tune }: ProfileModel, words: ProfileTexts): TemplateResult => {
  const name = mood.mood === undefined ? undefined : moodIn(pageLanguage(), mood.mood);
  const felt = [name, mood.text].filter(Boolean).join(' – ');
  const { title, artist, source } = tune;
  const piece = title ?? source;
  const heard = piece !== undefined && artist !== undefined ? words.by(piece, artist) : piece;
  return html`${entry(words.mood, felt)} ${entry(words.tune, heard ?? artist)}`;
};

const entry = (label: string, text: string | undefined): TemplateResult | typeof nothing =>
  text === undefined || text === ''
    ? nothing
    : html`<dt>${label}</dt>
        <dd dir="auto">${text}</dd>`;

/** The vCard, mood and tune. */
export function particulars(model: ProfileModel, words: ProfileTexts): TemplateResult {
  const { fn, title, org, bday, note, email = [], tel = [], url = [] } = model.vcard;
  const known = [
    ...([
      ['fn', fn],
      ['position', title],
      ['org', org],
      ['bday', bday],
    ] as const),
    ...([
      ['email', email.join('\n')],
      ['tel', tel.join('\n')],
    ] as const),
  ] as const;
  const links = url.filter((each) => /^https?:\/\//i.test(each) && URL.canParse(each));
  const isSilent =
    known.every(([, text]) => !text) &&
    links.length === 0 &&
    !note &&
    [model.mood, model.tune].every((each) => Object.keys(each).length === 0);
  if (isSilent) return html`<p class="soft">${words.nothing}</p>`;
  return html`<dl>
    ${known.map(([name, text]) => entry(words[name], text))}
    ${
      links.length === 0
        ? nothing
        : html`<dt>${words.url}</dt>
            <dd class="links">
              ${links.map(
                (each) =>
                  html`<a href=${each} target="_blank" rel="noopener noreferrer nofollow"
                    >${each}</a
                  > `,
              )}
            </dd>`
    }
    ${entry(words.about, note)} ${feelings(model, words)}
  </dl>`;
}
