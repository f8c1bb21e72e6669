/**
 * How a line of a conversation looks.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Line, Progress } from '@xec/state';

/** What ticks look like, and what they are called. */
const ticks: Record<Progress, { readonly sign: string; readonly text: string }> = {
  sending: { sign: '◌', text: 'Sending' },
  sent: { sign: '✓', text: 'Sent' },
  received: { sign: '✓✓', text: 'Received' },
  displayed: { sign: '✓✓', text: 'Read' },
  failed: { sign: '!', text: 'Not sent' },
};

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** Lines of one sender within this time are one group. */
const GROUP_MS = 5 * 60_000;

/**
 * @param before the line above
 * @param retry puts a line that was not sent back into the composer
 */
export function chatLine(
  line: Line,
  before: Line | undefined,
  name: string,
  retry: (line: Line) => void,
): TemplateResult {
  const isNewDay = before === undefined || dayOf(before) !== dayOf(line);
  const follows = !isNewDay && before.isOwn === line.isOwn && line.at - before.at < GROUP_MS;
  const { isOwn, body, at, progress, failure } = line;
  const { sign, text } = ticks[progress];
  return html`
    ${isNewDay ? html`<div class="day">${dayOf(line)}</div>` : nothing}
    <div class="line ${isOwn ? 'own' : 'theirs'} ${follows ? 'follows' : ''} ${progress}">
      <span class="hidden-text">${isOwn ? 'You' : name}:</span>
      <div class="bubble" dir="auto">${body}</div>
      <div class="meta">
        <time datetime=${new Date(at).toISOString()}>${time.format(at)}</time>
        ${
          isOwn
            ? html`<span class="ticks" title=${text} aria-hidden="true">${sign}</span
                ><span class="hidden-text">${text}</span>`
            : nothing
        }
      </div>
      ${
        progress === 'failed'
          ? html`<div class="failure">
              ${failure}
              <button type="button" @click=${() => retry(line)}>Edit and try again</button>
            </div>`
          : nothing
      }
    </div>
  `;
}

const dayOf = ({ at }: Line): string => day.format(at);

export const chatLineStyles = css`
  .day {
    margin: 1rem auto 0.5rem;
    padding: 0.15rem 0.8rem;
    border-radius: 99rem;
    background: var(--xec-sunken, #eef1f6);
    color: var(--xec-text-soft, #566074);
    font-size: 0.75rem;
  }

  .line {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: min(34rem, 86%);
    margin-top: 0.75rem;
  }

  .line.own {
    align-self: flex-end;
    align-items: flex-end;
  }

  .line.follows {
    margin-top: 0.2rem;
  }

  .bubble {
    padding: 0.5rem 0.85rem;
    border-radius: 1.1rem;
    border-end-start-radius: 0.3rem;
    background: var(--xec-theirs, #eef1f6);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    line-height: 1.4;
  }

  .own .bubble {
    border-end-start-radius: 1.1rem;
    border-end-end-radius: 0.3rem;
    background: var(--xec-own, #2f5fd0);
    color: var(--xec-on-own, #fff);
  }

  .sending .bubble {
    opacity: 0.65;
  }

  .meta {
    display: flex;
    gap: 0.35rem;
    padding: 0.1rem 0.4rem 0;
    color: var(--xec-text-soft, #566074);
    font-size: 0.6875rem;
    font-variant-numeric: tabular-nums;
  }

  .ticks {
    letter-spacing: -0.2em;
    padding-inline-end: 0.2em;
  }

  .displayed .ticks {
    color: var(--xec-accent, #2f5fd0);
    font-weight: 700;
  }

  .failure {
    padding: 0.1rem 0.4rem;
    color: var(--xec-bad, #c0343a);
    font-size: 0.8125rem;
  }

  .failure button {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-decoration: underline;
  }
`;
