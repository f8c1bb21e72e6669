import { html, nothing, svg, type TemplateResult } from 'lit';
import type { HandlerTime, JournalHealth, PendingView, SessionView } from '../desk/index.js';
import type { Formats } from '../language/formats.js';
import { ageSteps, byAge } from './ages.js';
import type { adminTexts } from './texts.js';

/** What parts of the page are drawn with. */
export interface Spoken {
  readonly texts: (typeof adminTexts)['en'];
  readonly formats: Formats;
}

/** So many of the oldest requests are listed. */
const MOST_LISTED = 20;

const tones: Readonly<Record<SessionView['state']['state'], string>> = {
  offline: 'off',
  suspended: 'off',
  connecting: '',
  authenticating: '',
  binding: '',
  reconnecting: '',
  online: 'good',
  ended: 'bad',
};

/** All sessions, each with a button that asks whether it is to end. */
export function sessionList(
  sessions: readonly SessionView[],
  { texts, formats }: Spoken,
  disconnect: (session: SessionView) => void,
): TemplateResult {
  if (sessions.length === 0) return html`<p class="soft">${texts.noSessions}</p>`;
  return html`
    <ul>
      ${sessions.map((session) => {
        const { jid, state, tabs, pending } = session;
        const about = [
          formats.plural(tabs, texts.tabsOf),
          ...(pending === 0 ? [] : [formats.plural(pending, texts.pendingOf)]),
          ...('reason' in state ? [state.reason.condition] : []),
        ];
        return html`
          <li>
            <span class="who"><b>${jid}</b><span class="soft">${about.join(' · ')}</span></span>
            <span class="state ${tones[state.state]}"
              ><span class="dot"></span>${texts[`state_${state.state}`]}</span
            >
            <button
              type="button"
              class="button small bad"
              aria-label=${texts.disconnectOne(jid)}
              ?disabled=${state.state === 'ended'}
              @click=${() => disconnect(session)}
            >
              ${texts.disconnect}
            </button>
          </li>
        `;
      })}
    </ul>
  `;
}

/** How many requests are how old, and the oldest of them. */
export function pendingByAge(
  pending: readonly PendingView[],
  { texts, formats }: Spoken,
): TemplateResult {
  if (pending.length === 0) return html`<p class="soft">${texts.nothingWaits}</p>`;
  const counts = byAge(pending);
  const rest = pending.length - MOST_LISTED;
  return html`
    <div class="bars">
      ${ageSteps.map(
        (step) => html`
          <span>${texts[`age_${step}`]}</span>
          <span class="bar">${bar(counts[step] / pending.length)}</span>
          <b>${formats.number(counts[step])}</b>
        `,
      )}
    </div>
    <h3>${texts.oldest}</h3>
    <ol>
      ${pending.slice(0, MOST_LISTED).map(
        ({ action, session, ageMs }) => html`
          <li>
            <span class="who"
              ><b>${action ?? texts.unknownAction}</b><bdi class="soft">${session}</bdi></span
            >
            <span class="age">${formats.duration(ageMs)}</span>
          </li>
        `,
      )}
    </ol>
    ${rest > 0 ? html`<p class="soft">${formats.plural(rest, texts.moreWait)}</p>` : nothing}
  `;
}

/** A bar of a length from 0 to 1: drawn, for a page whose policy lets no style stand in its markup. */
const bar = (part: number): TemplateResult => html`
  <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect width=${part * 100} height="1" fill="currentColor" />
  </svg>
`;

/** Handlers by their slowest stanza. */
export function handlerTable(
  handlers: readonly HandlerTime[],
  { texts, formats }: Spoken,
): TemplateResult {
  if (handlers.length === 0) return html`<p class="soft">${texts.noHandlers}</p>`;
  const ms = (value: number): string => `${formats.number(Math.round(value * 100) / 100)} ms`;
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.handler}</th>
          <th scope="col">${texts.runs}</th>
          <th scope="col">${texts.mean}</th>
          <th scope="col">${texts.most}</th>
        </tr>
      </thead>
      <tbody>
        ${handlers.map(
          ({ name, count, totalMs, mostMs }) => html`
            <tr>
              <th scope="row">${name}</th>
              <td>${formats.number(count)}</td>
              <td>${ms(totalMs / count)}</td>
              <td>${ms(mostMs)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** How journals do. */
export function journalList(
  journals: readonly JournalHealth[],
  { texts, formats }: Spoken,
): TemplateResult {
  if (journals.length === 0) return html`<p class="soft">${texts.noJournals}</p>`;
  return html`
    <ul>
      ${journals.map(
        ({ isWell, ms, reason, survives }) => html`
          <li>
            <span class="state ${isWell ? 'good' : 'bad'}"
              ><span class="dot"></span>${isWell ? texts.well : texts.unwell}</span
            >
            <span class="soft">${reason ?? texts.answered(formats.number(ms))}</span>
            <span class="soft" lang="en">${texts.survives(survives)}</span>
          </li>
        `,
      )}
    </ul>
  `;
}

/** How a number went: a line, the newest at its end. */
export function chart(values: readonly number[], label: string): TemplateResult | typeof nothing {
  if (values.length < 2) return nothing;
  const most = Math.max(...values, 0.001);
  const points = values.map(
    (value, at) => `${(at / (values.length - 1)) * 100},${19 - (value / most) * 18}`,
  );
  return html`
    <svg
      class="chart"
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      role="img"
      aria-label=${label}
    >
      ${svg`<polyline points=${points.join(' ')} fill="none" stroke="currentColor"
        stroke-width="1.5" vector-effect="non-scaling-stroke" />`}
    </svg>
  `;
}
