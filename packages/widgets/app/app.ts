import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PacketSource } from '@xec/packet-source';
import { Following } from '../following.js';
import { icon } from '../icons/icons.js';
import { Speaking } from '../language/speaking.js';
import type { PersonChoice } from '../pick-person/pick-person.js';
import type { Unanswered } from '../notifications/unanswered.js';
import { avatar, controls, shared } from '../styles.js';
import type { TaskWish } from '../begin-task.js';
import { Tasks } from '../task-tray/tasks.js';
import { memoryTexts } from '../theme/kept-texts.js';
import { Preferences } from '../theme/preferences.js';
import { hashOf, readPlace, type Go, type Place } from './address.js';
import { appStyles } from './app-styles.js';
import { bar } from './bar.js';
import type { JumpDialog } from './jump.js';
import type { KeysDialog } from './keys-dialog.js';
import { KnownPlaces, placeKeys } from './known-places.js';
import { sheet } from './sheet.js';
import { Shortcuts } from './shortcuts.js';
import { appTexts } from './texts.js';
import { ViewElements } from './view-elements.js';
import { views, type View } from './views.js';

/**
 * `<xec-app>`: the shell. A rail of views, a list, what is open, and its details; where one is stands
 * in the address, from its `#`. Fires `xec-leave` when somebody signs out.
 */
export class App extends LitElement {
  /** The keys it lives on itself. */
  static readonly keys = placeKeys;

  static override properties = {
    source: { attribute: false },
    person: { attribute: false },
    preferences: { attribute: false },
    tasks: { attribute: false },
    unanswered: { attribute: false },
    shared: { attribute: false },
    place: { state: true },
    showsDetails: { state: true },
  };

  static override styles = [shared, controls, avatar, appStyles];

  declare source: PacketSource | undefined;
  declare person: PersonChoice | undefined;
  /** What somebody likes; see `useTheme`. Default: the usual, kept nowhere. */
  declare preferences: Preferences;
  /** The long work of this page, for the tray. */
  declare tasks: Tasks;
  /** What watches the source for requests whose end no page sees, where something does. */
  declare unanswered: Unanswered | undefined;
  /** Properties that every element of a view gets. */
  declare shared: Readonly<Record<string, unknown>>;
  declare place: Place;
  declare showsDetails: boolean;
  readonly #speaking = new Speaking(this, appTexts);
  readonly #places = new KnownPlaces();
  readonly #elements = new ViewElements();

  constructor() {
    super();
    this.source = undefined;
    this.person = undefined;
    this.preferences = new Preferences(memoryTexts());
    this.tasks = new Tasks();
    this.unanswered = undefined;
    this.shared = {};
    this.place = { view: '', path: '' };
    this.showsDetails = false;
    new Following(this, (source) => {
      this.#places.reset();
      return [
        source.subscribe(placeKeys, (packet) => {
          this.#places.apply(packet);
          this.requestUpdate();
        }),
        source.onResync(() => this.#places.reset()),
      ];
    });
    new Shortcuts(this, {
      jump: () => this.#dialog<JumpDialog>('xec-jump')?.show(),
      keys: () => this.#dialog<KeysDialog>('xec-keys')?.show(),
      escape: () => this.#hideDetails(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#readAddress);
    this.#readAddress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#readAddress);
  }

  override render(): TemplateResult | typeof nothing {
    const { source, person, place } = this;
    const view = this.#views.find(({ id }) => id === place.view);
    if (source === undefined || person === undefined || view === undefined) return nothing;
    const list = this.#elements.list(view, this.#properties);
    const state = `panes ${list === undefined ? 'no-list' : 'has-list'} ${place.path === '' ? '' : 'is-open'}`;
    const { texts, language } = this.#speaking;
    return html`
      ${this.#bar(source, person)}
      <div
        class=${state}
        @xec-open-chat=${this.#openChat}
        @xec-go=${this.#goTo}
        @xec-leave=${this.#leave}
        @xec-task=${this.#beginTask}
        @xec-details=${this.#toggleDetails}
        @xec-back=${this.#back}
      >
        <nav class="rail" part="rail" aria-label=${texts.views}>
          ${this.#views.map((each) => this.#railLink(each))}
        </nav>
        <main>
          ${
            list === undefined
              ? nothing
              : html`<section
                  class="list"
                  part="list"
                  aria-label=${texts.listOf(view.title[language])}
                >
                  ${list}
                </section>`
          }
          <div class="content" part="content" tabindex="-1">
            ${this.#elements.main(view, this.#properties)}
          </div>
        </main>
        ${this.#details(view)}
      </div>
      <xec-jump .places=${this.#places} .views=${this.#views} @xec-go=${this.#goTo}></xec-jump>
      <xec-keys></xec-keys>
      <xec-notifications
        .source=${source}
        .preferences=${this.preferences}
        .unanswered=${this.unanswered}
        .nameOf=${(jid: string) => this.#places.nameOf(jid)}
        .looksAt=${place.view === 'chat' ? place.path : ''}
        @xec-go=${this.#goTo}
      ></xec-notifications>
    `;
  }

  override updated(_changed: PropertyValues): void {
    const view = this.#views.find(({ id }) => id === this.place.view);
    if (this.person === undefined || view === undefined) return;
    const { path } = this.place;
    const what = path === '' ? view.title[this.#speaking.language] : this.#places.nameOf(path);
    // Whoever counts unread messages there puts the number before it.
    const [count = ''] = /^\(\d+\) /.exec(document.title) ?? [];
    document.title = `${count}${what} – ${this.person.name} – Xec`;
  }

  get #views(): readonly View[] {
    return views((tag) => customElements.get(tag) !== undefined);
  }

  /** What every element of a view is given. */
  get #properties(): Readonly<Record<string, unknown>> {
    const { source, person, preferences, place, showsDetails } = this;
    const { path } = place;
    const openName = path === '' ? '' : this.#places.nameOf(path);
    const open = path === '' ? undefined : path;
    return { ...this.shared, source, person, preferences, path, open, openName, showsDetails };
  }

  #bar(source: PacketSource, person: PersonChoice): TemplateResult {
    const hasProfile = this.#views.some(({ id }) => id === 'profile');
    return bar({
      texts: this.#speaking.texts,
      source,
      person,
      tasks: this.tasks,
      meHref: hasProfile ? '#/profile' : '#/settings',
      skip: this.#skip,
      jump: () => this.#dialog<JumpDialog>('xec-jump')?.show(),
      keys: () => this.#dialog<KeysDialog>('xec-keys')?.show(),
    });
  }

  #railLink(view: View): TemplateResult {
    const isHere = view.id === this.place.view;
    return html`
      <a href=${hashOf({ view: view.id, path: '' })} aria-current=${isHere ? 'page' : nothing}>
        ${typeof view.icon === 'string' ? icon(view.icon) : view.icon()}
        <span>${view.title[this.#speaking.language]}</span>
      </a>
    `;
  }

  #details(view: View): TemplateResult | typeof nothing {
    if (!this.showsDetails || this.place.path === '') return nothing;
    const details = this.#elements.details(view, this.#properties);
    if (details === undefined) return nothing;
    return sheet(details, this.#speaking.texts, this.#hideDetails);
  }

  #dialog<T extends Element>(tag: string): T | null {
    return this.renderRoot.querySelector<T>(tag);
  }

  readonly #readAddress = (): void => {
    const place = readPlace(location.hash);
    if (place !== undefined && this.#views.some(({ id }) => id === place.view)) {
      if (place.view !== this.place.view) this.showsDetails = false;
      this.place = place;
      return;
    }
    const [first] = this.#views;
    if (first === undefined) return;
    this.place = { view: first.id, path: '' };
    history.replaceState(history.state, '', hashOf(this.place));
  };

  async #go(place: Place): Promise<void> {
    if (place.view === this.place.view && place.path === this.place.path) {
      // There already: only the focus moves.
    } else {
      history.pushState(history.state, '', hashOf(place));
      this.#readAddress();
    }
    await this.updateComplete;
    const main = this.renderRoot.querySelector<HTMLElement>('.content');
    const element = main?.firstElementChild;
    if (place.path !== '' && element instanceof HTMLElement) element.focus();
    else main?.focus();
  }

  readonly #openChat = ({ detail }: CustomEvent<{ readonly jid: string }>): void => {
    void this.#go({ view: 'chat', path: detail.jid });
  };

  readonly #goTo = (event: Go): void => {
    event.stopPropagation();
    void this.#go(event.detail);
  };

  readonly #leave = (event: Event): void => {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('xec-leave'));
  };

  readonly #beginTask = ({ detail }: CustomEvent<TaskWish>): void => {
    detail.handle ??= this.tasks.begin(detail.options);
  };

  /** Where there is one pane at a time: to the list, and to what was chosen there. */
  readonly #back = async (): Promise<void> => {
    history.pushState(history.state, '', hashOf({ view: this.place.view, path: '' }));
    const was = this.renderRoot
      .querySelector('.list > *')
      ?.shadowRoot?.querySelector<HTMLElement>('[aria-current="true"]');
    this.#readAddress();
    await this.updateComplete;
    was?.focus();
  };

  readonly #toggleDetails = async (): Promise<void> => {
    if (this.showsDetails) {
      this.#hideDetails();
      return;
    }
    this.showsDetails = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('aside button')?.focus();
  };

  readonly #hideDetails = (): void => {
    if (!this.showsDetails) return;
    this.showsDetails = false;
    this.renderRoot
      .querySelector('.content > *')
      ?.shadowRoot?.querySelector<HTMLElement>('[data-details]')
      ?.focus();
  };

  readonly #skip = (event: Event): void => {
    event.preventDefault(); // the address says where one is, and nothing else
    this.renderRoot.querySelector<HTMLElement>('.content')?.focus();
  };
}
