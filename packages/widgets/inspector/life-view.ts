import { html, nothing, type TemplateResult } from 'lit';
import type { InspectorEvent } from '../desk/index.js';
import type { Formats } from '../language/formats.js';
import type { Language } from '../language/texts.js';
import { rowWords } from './row-words.js';
import { sign } from './signs.js';
import { inspectorTexts, type detailTexts } from './texts.js';

interface Spoken {
  readonly texts: (typeof detailTexts)['en'];
  readonly formats: Formats;
  readonly language: Language;
}

/** The life of a request: stored, sent, woken, ended, and its stanzas; each so long after the first. */
export function lifeView(
  life: readonly InspectorEvent[],
  shown: InspectorEvent,
  { texts, formats, language }: Spoken,
): TemplateResult {
  const begun = life[0]?.at ?? 0;
  const words = inspectorTexts[language];
  return html`
    <h3>${texts.life}</h3>
    <ol class="life">
      ${life.map((event) => {
        const { what, more } = rowWords(event, words, formats);
        const said = event.kind === 'action' ? words[event.step] : words[`kind_${event.kind}`];
        return html`<li aria-current=${event.n === shown.n ? 'true' : nothing}>
          ${sign(event.kind)}
          <span>${said} <bdi class="soft">${event.kind === 'action' ? what : more}</bdi></span>
          <bdi class="at">+${words.milliseconds(formats.number(event.at - begun))}</bdi>
        </li>`;
      })}
    </ol>
  `;
}
