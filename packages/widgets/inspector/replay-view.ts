import { html, nothing, type TemplateResult } from 'lit';
import type { ReplayView } from '../desk/index.js';
import { jsonView, looks, xmlView } from './looks.js';
import type { detailTexts } from './texts.js';
import { visible } from './visible.js';

type Texts = (typeof detailTexts)['en'];

/** What came of a replay: looks, handlers, packets, stanzas that would leave, faults. */
export function replayView(view: ReplayView, texts: Texts): TemplateResult {
  const { tried, ran, ignored, packets, sent, faults } = view;
  return html`
    <section class="outcome" role="group" aria-label=${texts.replayTitle}>
      <h3>${texts.replayTitle}</h3>
      <p class="soft">${texts.replayHint}</p>
      ${looks(tried, texts)} ${chips(texts.ran, ran)} ${chips(texts.ignored, ignored)}
      <h4>${texts.packets}</h4>
      ${
        packets.length === 0
          ? html`<p class="soft">${texts.nothing}</p>`
          : packets.map(
              ({ key, content }) =>
                html`<p class="key"><code>${visible(key)}</code></p>
                  ${jsonView(content)}`,
            )
      }
      ${
        sent.length === 0
          ? nothing
          : html`<h4>${texts.sent}</h4>
              ${sent.map(xmlView)}`
      }
      ${
        faults.length === 0
          ? nothing
          : html`<h4 class="failure">${texts.faults}</h4>
              ${faults.map((fault) => html`<p class="failure">${visible(fault)}</p>`)}`
      }
    </section>
  `;
}

/** A name, and words after it; nothing where there are none. */
export const chips = (name: string, words: readonly string[]): TemplateResult | typeof nothing =>
  words.length === 0
    ? nothing
    : html`<p class="words">
        <span class="soft">${name}</span>
        ${words.map((word) => html`<span class="chip">${visible(word)}</span>`)}
      </p>`;
