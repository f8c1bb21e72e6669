import { html, nothing, type TemplateResult } from 'lit';
import type { TriedLook } from '../desk/index.js';
import type { detailTexts } from './texts.js';
import { visible } from './visible.js';
import { xmlLines } from './xml-text.js';

type Texts = (typeof detailTexts)['en'];

/** The levels on which payloads were looked for: what for, under which hash, and who was found. */
export function looks(tried: readonly TriedLook[], texts: Texts): TemplateResult {
  if (tried.length === 0) return html`<p class="soft">${texts.nothingTried}</p>`;
  return html`
    <ol class="looks">
      ${tried.map(
        ({ level, name, xmlns, node, hash, found }) => html`
          <li>
            <span class="level">${texts.level(String(level))}</span>
            <span class="look">
              <code>${visible(name)}</code>
              <bdi class="soft">${visible(xmlns)}</bdi>
              ${node === undefined ? nothing : html`<bdi class="soft">${visible(node)}</bdi>`}
            </span>
            <code class="hash">${hash}</code>
            <span class="found">
              ${
                found.length === 0
                  ? html`<span class="soft">${texts.noPayload}</span>`
                  : found.map((handler) => html`<span class="chip">${handler}</span>`)
              }
            </span>
          </li>
        `,
      )}
    </ol>
  `;
}

/** A stanza in lines, in colours. It is text: what is in it does nothing. */
export const xmlView = (xml: string): TemplateResult => html`
  <pre dir="ltr"><code>${xmlLines(xml).map(
    ({ depth, parts }) =>
      html`${'  '.repeat(depth)}${parts.map(
        ({ kind, text }) => html`<span class=${kind}>${visible(text)}</span>`,
      )}${'\n'}`,
  )}</code></pre>
`;

/** Plain data, in lines. */
export const jsonView = (content: unknown): TemplateResult => html`
  <pre dir="ltr"><code>${visible(jsonOf(content))}</code></pre>
`;

/** Nothing is no JSON: it is told as it is. */
const jsonOf = (content: unknown): string =>
  content === undefined ? 'undefined' : JSON.stringify(content, undefined, 2);
