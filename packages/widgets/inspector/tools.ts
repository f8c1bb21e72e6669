import { html, type TemplateResult } from 'lit';
import type { InspectorEvent, SessionView } from '../desk/index.js';
import type { Formats } from '../language/formats.js';
import { sign } from './signs.js';
import type { inspectorTexts } from './texts.js';
import type { WatchState } from './watching.js';

/** By what one searches: a text, here; the others are asked of the gateway. */
export const searches = ['text', 'key', 'namespace', 'id'] as const;
export type Search = (typeof searches)[number];

/** What the tools above the list show, and what they do. */
export interface Tools {
  readonly texts: (typeof inspectorTexts)['en'];
  readonly formats: Formats;
  readonly state: WatchState;
  readonly isPaused: boolean;
  readonly count: number;
  readonly sessions: readonly SessionView[];
  readonly kind: InspectorEvent['kind'] | undefined;
  readonly session: string | undefined;
  readonly by: Search;
  readonly choose: (kind: InspectorEvent['kind'] | undefined) => void;
  readonly chooseSession: (session: string | undefined) => void;
  readonly chooseSearch: (by: Search) => void;
  readonly search: (text: string) => void;
  readonly togglePause: () => void;
  readonly clear: () => void;
  readonly write: () => void;
}

const kinds = ['in', 'out', 'action', 'packet'] as const;

/** The tools above the list. */
export function toolbar(tools: Tools): TemplateResult {
  const { texts, formats, state, isPaused } = tools;
  return html`
    <div class="tools" role="group" aria-label=${texts.title}>
      <fieldset>
        <legend class="hidden-text">${texts.kinds}</legend>
        ${choice(tools, undefined)} ${kinds.map((kind) => choice(tools, kind))}
      </fieldset>
      ${sessionChoice(tools)} ${searchField(tools)}
      <button type="button" class="button" aria-pressed=${isPaused} @click=${tools.togglePause}>
        ${sign(isPaused ? 'resume' : 'pause')}
        <span>${isPaused ? texts.resume : texts.pause}</span>
      </button>
      <button type="button" class="button" @click=${tools.clear}>
        ${sign('clear')}<span>${texts.clear}</span>
      </button>
      <button type="button" class="button" @click=${tools.write}>
        ${sign('write')}<span>${texts.write}</span>
      </button>
      <span class="state ${state}">
        <span class="dot"></span>
        <span class="words" role="status">${texts[state]}</span>
        <bdi class="count">${formats.plural(tools.count, texts.count)}</bdi>
      </span>
    </div>
  `;
}

function choice(
  { texts, kind: chosen, choose }: Tools,
  kind: InspectorEvent['kind'] | undefined,
): TemplateResult {
  const name = texts[kind ?? 'all'];
  return html`
    <label title=${name}>
      <input type="radio" name="kind" .checked=${kind === chosen} @change=${() => choose(kind)} />
      ${kind === undefined ? '' : sign(kind)}<span>${name}</span>
    </label>
  `;
}

function sessionChoice({ texts, sessions, session, chooseSession }: Tools): TemplateResult {
  const chosen = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement; // its own listener
    chooseSession(value === '' ? undefined : value);
  };
  return html`
    <select class="field session" aria-label=${texts.session} @change=${chosen}>
      <option value="" ?selected=${session === undefined}>${texts.everySession}</option>
      ${sessions.map(
        (each) =>
          html`<option value=${each.session} ?selected=${each.session === session}>
            ${each.jid}
          </option>`,
      )}
    </select>
  `;
}

function searchField({ texts, by, chooseSearch, search }: Tools): TemplateResult {
  return html`
    <div class="search" role="search">
      <select
        class="field"
        aria-label=${texts.by}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement; // its own listener
          chooseSearch(searches.find((each) => each === value) ?? 'text');
        }}
      >
        ${searches.map(
          (each) =>
            html`<option value=${each} ?selected=${each === by}>${texts[`by_${each}`]}</option>`,
        )}
      </select>
      <input
        class="field"
        type="search"
        spellcheck="false"
        autocomplete="off"
        aria-label=${texts[`by_${by}`]}
        placeholder=${texts[`example_${by}`]}
        @input=${(event: Event) => search((event.target as HTMLInputElement).value) /* its own */}
      />
    </div>
  `;
}
