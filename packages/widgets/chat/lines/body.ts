/**
 * The body of a message as it is shown: styled, with addresses one can follow, `/me` as an action.
 */
import { html, type TemplateResult } from 'lit';
import { parseSpans, parseStyling, type Block, type Span } from './styling.js';

/** What begins a message about oneself (XEP-0245). */
const ME = '/me ';

export const isAction = (body: string): boolean => body.startsWith(ME);

/**
 * @param isUnstyled its sender wants it shown as it is
 * @param name of its sender: what `/me` stands for
 */
export function bodyOf(body: string, isUnstyled: boolean, name: string): unknown {
  if (isAction(body)) {
    return html`<span class="action"><bdi>${name}</bdi> ${spans(body.slice(ME.length))}</span>`;
  }
  return isUnstyled ? body : parseStyling(body).map(block);
}

function block({ kind, text }: Block): unknown {
  if (kind === 'code') return html`<code class="block">${text}</code>`;
  if (kind === 'quote') return html`<span class="quote">${spans(text)}</span>`;
  return spans(text);
}

const spans = (text: string): unknown[] => parseSpans(text).map(span);

function span({ kind, text, inner }: Span): unknown {
  if (kind === 'plain') return text;
  if (kind === 'link') {
    return html`<a href=${text} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;
  }
  const mark = html`<span class="mark">${text[0]}</span>`;
  return wrap[kind](html`${mark}${inner.map(span)}${mark}`);
}

const wrap: Record<'strong' | 'emphasis' | 'strike' | 'code', (of: TemplateResult) => unknown> = {
  strong: (of) => html`<strong>${of}</strong>`,
  emphasis: (of) => html`<em>${of}</em>`,
  strike: (of) => html`<s>${of}</s>`,
  code: (of) => html`<code>${of}</code>`,
};
