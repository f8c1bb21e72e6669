import type { PacketSource } from '@xec/packet-source';
import {
  stateKeys,
  stateActions,
  stateOf,
  type ChatMessage,
  type Conversation,
  type Row,
  type State,
} from '@xec/state';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Composer, Writing } from '../composer/composer.js';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { avatar, shared } from '../styles.js';
import { Announcing } from './announcing.js';
import { chatStyles } from './chat-styles.js';
import { Leaving } from '../leaving.js';
import type { LineAct, LineFrame } from './line.js';
import { lineStyles } from './line-styles.js';
import { keyOf, logRows } from './rows.js';
import { goTo, isAtBottom, placeIn, rowOf, type Place } from './scrolling.js';
import { texts } from './texts.js';
import { RowWindow, WINDOW_ROWS } from './window.js';

/** All actions that a conversation requests. */
export const chatActions: readonly string[] = stateActions;

/** So near to the beginning older messages are asked for, in pixels. */
const NEAR_START = 400;
/** How many conversations' places are remembered. */
const MOST_PLACES = 100;

interface Keyed {
  readonly rows: readonly Row[];
  readonly keys: readonly { readonly key: string }[];
}

/** What the composer is about, when it is not a new message. */
interface About {
  readonly what: 'reply' | 'edit';
  readonly message: ChatMessage;
}

/**
 * `<xec-chat>`: one conversation with a composer, with a contact or in a room. What it shows is what the
 * state of its source knows: see `openState` of `@xec/state`.
 */
export class Chat extends LitElement {
  /** The keys it lives on. */
  static readonly keys = stateKeys;

  static override properties = {
    source: { attribute: false },
    jid: {},
    name: {},
    about: { state: true },
    chosen: { state: true },
    trouble: { state: true },
    announced: { state: true },
  };

  static override styles = [shared, avatar, chatStyles, lineStyles];

  declare source: PacketSource | undefined;
  /** The contact's or room's bare JID. */
  declare jid: string;
  /** What it is called. */
  declare name: string;
  declare about: About | undefined;
  /** The key of the line whose tools are shown. */
  declare chosen: string;
  declare trouble: string;
  declare announced: string;
  #state: State | undefined = undefined;
  #conversation: Conversation | undefined = undefined;
  #isAtEnd = true;
  #place: Place | undefined = undefined;
  readonly #window = new RowWindow();
  #keyed: Keyed = { rows: [], keys: [] };
  /** Where one was in other conversations. */
  readonly #places = new Map<string, Place | undefined>();
  /** The message above which the unread line stands. */
  #unreadFrom: string | undefined = undefined;
  /** The archive did not answer: it is asked again when there is a new reason. */
  #isRefused = false;
  /** The newest message that was told to screen readers. */
  #told: string | undefined = undefined;
  readonly #leaving = new Leaving();
  readonly #speaking = new Speaking(this, texts);
  readonly #following: Following;
  readonly #announcing = new Announcing((all) => {
    const { texts: words, formats } = this.#speaking;
    this.announced =
      all.length === 1 ? (all[0] ?? '') : words.announced(formats.number(all.length));
  });

  constructor() {
    super();
    this.source = undefined;
    this.jid = '';
    this.name = '';
    this.about = undefined;
    this.chosen = '';
    this.trouble = '';
    this.announced = '';
    this.#following = new Following(this, (source) => this.#follow(source));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
    this.#announcing.stop();
    this.#leaving.finish();
  }

  /** Puts the cursor where one writes. */
  async write(): Promise<void> {
    await this.updateComplete;
    this.#composer?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('jid') || changed.has('source')) this.#leave(changed.get('jid') ?? this.jid);
    const log = this.#log;
    if (log !== null && !changed.has('jid')) this.#place = this.#isAtEnd ? undefined : placeIn(log);
  }

  override render(): TemplateResult {
    const { texts: words, language } = this.#speaking;
    const conversation = this.#conversation;
    const rows = conversation?.rows ?? [];
    const start = this.#window.start(this.#keys);
    return html`
      <div
        class="log"
        role="log"
        tabindex="-1"
        aria-label=${words.log(this.name)}
        aria-live="off"
        @scroll=${this.#scrolled}
        @click=${this.#clicked}
        @keydown=${this.#key}
        @mouseover=${this.#pointed}
        @mouseleave=${this.#unpointed}
        @focusin=${this.#pointed}
      >
        ${
          rows.length === 0
            ? html`<p class="empty">${words.empty} <bdi>${this.name}</bdi>.</p>`
            : html`<div class="rows">
                <div class="older">${start > 0 ? nothing : this.#older()}</div>
                ${logRows(rows, start, start + WINDOW_ROWS, {
                  frame: this.#frame,
                  chosen: this.chosen,
                  unreadFrom: this.#unreadFrom,
                  isLeaving: (key) => this.#leaving.has(key),
                  looks: `${language} ${this.name}`,
                })}
              </div>`
        }
      </div>
      <div class="below">
        ${this.#newer()}
        <div class="typing">${this.#typing()}</div>
        ${this.trouble === '' ? nothing : html`<p class="trouble" role="alert">${this.trouble}</p>`}
        ${this.#aboutBar()}
        <xec-composer
          .source=${this.source}
          .label=${words.writeTo(this.name)}
          @xec-send=${this.#send}
          @xec-attach=${this.#attach}
          @xec-writing=${this.#writing}
          @xec-draft=${this.#draft}
          @xec-edit-last=${this.#editLast}
          @xec-cancel=${this.#cancel}
        ></xec-composer>
        <div class="hidden-text" role="status">${this.announced}</div>
      </div>
    `;
  }

  override updated(): void {
    const log = this.#log;
    if (log === null) return;
    if (this.#isAtEnd) log.scrollTop = log.scrollHeight;
    else if (this.#place !== undefined) goTo(log, this.#place);
    // What was loaded above is put there before somebody scrolls to it.
    if (!this.#isAtEnd && this.#window.followUp(this.#keys, log)) this.requestUpdate();
    this.#look();
    this.#countGaps();
    this.#loadOlder(log);
  }

  get #log(): Element | null {
    return this.renderRoot.querySelector('.log');
  }

  get #composer(): Composer | null {
    return this.renderRoot.querySelector('xec-composer');
  }

  get #frame(): LineFrame {
    const { texts: words, formats } = this.#speaking;
    return {
      texts: words,
      formats,
      isRoom: this.#conversation?.isRoom === true,
      nameOf: ({ isOwn, nick }) => (isOwn ? words.you : (nick ?? this.name)),
    };
  }

  /** The rows by their keys, as windows want them. */
  get #keys(): readonly { readonly key: string }[] {
    const rows = this.#conversation?.rows ?? [];
    if (rows !== this.#keyed.rows) {
      this.#keyed = { rows, keys: rows.map((row) => ({ key: keyOf(row) })) };
    }
    return this.#keyed.keys;
  }

  #older(): string | typeof nothing {
    const { texts: words } = this.#speaking;
    if (this.#conversation?.isLoadingOlder === true) return words.loading;
    return this.#conversation?.isStart === true ? words.start : nothing;
  }

  #newer(): TemplateResult | typeof nothing {
    if (this.#isAtEnd) return nothing;
    const { texts: words, formats } = this.#speaking;
    const unread = this.#conversation?.unread ?? 0;
    const label = unread === 0 ? words.toEnd : words.newer(formats.number(unread));
    return html`<button type="button" class="newer" @click=${this.#toEnd}>${label}</button>`;
  }

  #typing(): TemplateResult | typeof nothing {
    const writing = this.#conversation?.writing ?? [];
    if (writing.length === 0) return nothing;
    const { texts: words, formats } = this.#speaking;
    const names = this.#conversation?.isRoom === true ? writing.slice(0, 3) : [this.name];
    return html`<bdi>${words.isWriting(formats.list(names), names.length)}</bdi>
      <span class="dots"></span>`;
  }

  #aboutBar(): TemplateResult | typeof nothing {
    if (this.about === undefined) return nothing;
    const { texts: words } = this.#speaking;
    const { what, message } = this.about;
    const title = what === 'edit' ? words.correcting : words.answering(this.#frame.nameOf(message));
    return html`<div class="about">
      <bdi>${title}${what === 'edit' ? nothing : html`: ${message.body}`}</bdi>
      <button type="button" @click=${this.#cancel}>${words.cancel}</button>
    </div>`;
  }

  /** How many messages are missing is asked once for each gap that is shown. */
  #countGaps(): void {
    if (!this.#isLive) return;
    for (const row of this.#conversation?.rows ?? []) {
      if (row.kind !== 'gap' || this.#counted.has(row.gap.key)) continue;
      this.#counted.add(row.gap.key);
      this.#state?.commands.countGap(this.jid, row.gap).catch(() => undefined);
    }
  }

  readonly #counted = new Set<string>();

  /** Another conversation: what was written to one must not go to another. */
  #leave(before: string): void {
    // Controllers are updated after this: another contact is another subscription.
    this.#following.stop();
    const log = this.#log;
    this.#places.delete(before);
    this.#places.set(before, this.#isAtEnd || log === null ? undefined : placeIn(log));
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST_PLACES && oldest !== undefined) this.#places.delete(oldest);
    this.#leaving.finish();
    this.#announcing.stop();
    this.#counted.clear();
    this.#place = this.#places.get(this.jid);
    this.#isAtEnd = this.#place === undefined;
    this.#window.toEnd();
    this.#isRefused = false;
    this.about = undefined;
    this.trouble = '';
    this.chosen = '';
    if (this.#composer?.swap('') === true) this.#state?.commands.writes(before, 'paused');
  }

  #follow(source: PacketSource): (() => void)[] {
    const state = stateOf(source);
    this.#state = state;
    const conversation = state.conversations.open(this.jid);
    this.#conversation = conversation;
    this.#unreadFrom = conversation.firstUnread;
    this.#told = conversation.last?.key;
    if (this.#place !== undefined) this.#window.around(this.#keys, this.#place.key);
    void this.updateComplete.then(() => this.#composer?.swap(conversation.draft));
    this.#catchUp();
    return [
      conversation.onChange(() => this.#changed(conversation)),
      // A conversation may turn out to be one in a room.
      state.conversations.onChange(() => {
        if (state.conversations.get(this.jid) === conversation) return;
        this.#following.stop();
        this.requestUpdate();
      }),
      source.onState(() => {
        this.#isRefused = false;
        this.#catchUp();
        this.requestUpdate();
      }),
    ];
  }

  #changed(conversation: Conversation): void {
    const { last } = conversation;
    if (last !== undefined && last.key !== this.#told) {
      this.#told = last.key;
      if (!last.isOwn && this.#isLive && Date.now() - last.at < 60_000) {
        const name = this.#frame.nameOf(last);
        this.#announcing.add(this.#speaking.texts.said(name, last.body));
      }
    }
    if (conversation.unread > 0 && !this.#isSeen) this.#unreadFrom ??= conversation.firstUnread;
    if (!conversation.isCaughtUp) this.#catchUp();
    this.requestUpdate();
  }

  get #isLive(): boolean {
    const state = this.source?.state;
    return state?.state === 'open' && state.isLive;
  }

  /** Somebody can see the newest message. */
  get #isSeen(): boolean {
    return this.#isAtEnd && document.visibilityState === 'visible';
  }

  #catchUp(): void {
    const online = this.#state?.conversations.isOnline === true;
    if (!this.#isLive || !online || this.#isRefused) return;
    this.#state?.commands.catchUp(this.jid).catch(() => {
      // No archive: what is heard is all there is.
      this.#isRefused = true;
    });
  }

  #loadOlder(log: Element): void {
    const conversation = this.#conversation;
    if (conversation === undefined || conversation.isStart || conversation.isLoadingOlder) return;
    if (this.#isRefused || !this.#isLive || !conversation.isCaughtUp) return;
    if (this.#window.start(this.#keys) > 0) return;
    if (log.scrollTop > NEAR_START || conversation.timeline.stretches.all.length === 0) return;
    this.#state?.commands.loadOlder(this.jid).catch(() => {
      this.#isRefused = true;
    });
  }

  /** Says that what stands here was seen, when somebody can see it. */
  readonly #look = (): void => {
    const conversation = this.#conversation;
    if (conversation === undefined || !this.#isLive || !this.#isSeen) return;
    if (conversation.last !== undefined) this.#state?.commands.markDisplayed(this.jid);
  };

  readonly #send = ({ detail: body }: CustomEvent<string>): void => {
    const about = this.about;
    const commands = this.#state?.commands;
    this.about = undefined;
    if (about?.what === 'edit') {
      commands?.correct(this.jid, about.message.key, body);
      return;
    }
    this.#toEnd();
    this.#unreadFrom = undefined;
    this.#try(() => commands?.send(this.jid, { body, replyTo: about?.message.key }));
  };

  /** A file is somewhere now. */
  readonly #attach = ({ detail: url }: CustomEvent<string>): void => {
    this.#toEnd();
    this.#try(() => this.#state?.commands.send(this.jid, { body: url, url }));
  };

  #try(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }

  readonly #writing = ({ detail }: CustomEvent<Writing>): void => {
    this.#state?.commands.writes(this.jid, detail);
  };

  readonly #draft = ({ detail }: CustomEvent<string>): void => {
    if (this.about?.what !== 'edit') this.#state?.commands.setDraft(this.jid, detail);
  };

  readonly #editLast = (): void => {
    const last = this.#conversation?.messages.findLast(
      ({ isOwn, isRetracted, id }) => isOwn && !isRetracted && id !== undefined,
    );
    if (last !== undefined) this.#act('edit', last);
  };

  readonly #cancel = (): void => {
    if (this.about?.what === 'edit') this.#composer?.edit('');
    this.about = undefined;
    this.#composer?.focus();
  };

  readonly #act = (what: LineAct, message: ChatMessage, sign?: string): void => {
    const commands = this.#state?.commands;
    const { texts: words } = this.#speaking;
    this.trouble = '';
    const { key } = message;
    switch (what) {
      case 'retry':
        commands?.retry(this.jid, key);
        return;
      case 'discard':
        commands?.discard(this.jid, key);
        return;
      case 'reply':
        this.about = { what, message };
        this.#composer?.focus();
        return;
      case 'edit':
        if (message.progress === 'failed') {
          this.#composer?.edit(commands?.discard(this.jid, key) ?? message.body);
          return;
        }
        this.about = { what, message };
        this.#composer?.edit(message.body);
        return;
      case 'delete':
        this.#delete(message);
        return;
      case 'jump':
        void this.#jump(message);
        return;
      case 'react':
        if (sign === undefined) return;
        commands?.react(this.jid, key, toggled(message, sign)).catch(() => {
          this.trouble = words.notReacted;
        });
    }
  };

  #delete({ key }: ChatMessage): void {
    const { jid } = this;
    const commands = this.#state?.commands;
    if (this.#leaving.has(key)) this.#leaving.undo(key);
    else {
      this.#leaving.begin(key, () => {
        this.requestUpdate();
        commands?.retract(jid, key).catch(() => {
          this.trouble = this.#speaking.texts.notRetracted;
        });
      });
    }
    this.requestUpdate();
  }

  async #jump({ quoted }: ChatMessage): Promise<void> {
    if (quoted === undefined) return;
    this.#isAtEnd = false;
    this.#window.around(this.#keys, quoted.key);
    this.requestUpdate();
    await this.updateComplete;
    const row = this.#log === null ? undefined : rowOf(this.#log, quoted.key);
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  }

  #messageAt(target: EventTarget | null): ChatMessage | undefined {
    const row = (target as Element | null)?.closest<HTMLElement>('.line'); // of our own elements
    const key = row?.dataset.key;
    return key === undefined ? undefined : this.#conversation?.message(key);
  }

  readonly #clicked = ({ target }: Event): void => {
    const button = (target as Element).closest<HTMLElement>('button'); // of our own elements
    const gap = button?.dataset.gap;
    if (gap !== undefined) this.#fill(gap);
    const message = this.#messageAt(target);
    if (message === undefined) return;
    const act = button?.dataset.act as LineAct | undefined; // the lines' own buttons
    if (act !== undefined) this.#act(act, message, button?.dataset.sign);
    else this.chosen = message.key;
  };

  #fill(key: string): void {
    const row = this.#conversation?.rows.find(
      (each) => each.kind === 'gap' && each.gap.key === key,
    );
    if (row?.kind !== 'gap') return;
    this.#state?.commands.fillGap(this.jid, row.gap).catch(() => {
      this.trouble = this.#speaking.texts.notLoaded;
    });
  }

  readonly #pointed = ({ target }: Event): void => {
    const key = this.#messageAt(target)?.key;
    if (key !== undefined && key !== this.chosen) this.chosen = key;
  };

  readonly #unpointed = (): void => {
    if (this.renderRoot.querySelector('.line:focus-within') === null) this.chosen = '';
  };

  /** The arrow keys go from line to line; Enter goes to what can be done with one, Escape back. */
  readonly #key = (event: KeyboardEvent): void => {
    const { key, target } = event;
    const line = (target as Element).closest<HTMLElement>('.line'); // of our own elements
    if (line === null) return;
    if (key === 'Escape') {
      if (target === line) this.#composer?.focus();
      else line.focus();
    } else if (key === 'Enter' && target === line) line.querySelector('button')?.focus();
    else if (target === line) {
      const lines = [...(this.#log?.querySelectorAll<HTMLElement>('.line') ?? [])];
      const next = lines[step(lines.indexOf(line), lines.length, key)];
      if (next === undefined) return;
      next.focus();
    } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const buttons = [...line.querySelectorAll<HTMLElement>('button')];
      const way = (key === 'ArrowRight') === (getComputedStyle(line).direction === 'ltr') ? 1 : -1;
      const at = buttons.indexOf(target as HTMLElement); // a key is pressed on elements
      buttons[(at + way + buttons.length) % buttons.length]?.focus();
    } else return;
    event.preventDefault();
  };

  readonly #scrolled = (): void => {
    const log = this.#log;
    if (log === null) return;
    const was = this.#isAtEnd;
    const start = this.#window.start(this.#keys);
    this.#isAtEnd = isAtBottom(log) && start + WINDOW_ROWS >= this.#keys.length;
    if (this.#isAtEnd) this.#window.toEnd();
    else {
      this.#window.hold(this.#keys);
      if (this.#window.follow(this.#keys, log)) this.requestUpdate();
    }
    if (was !== this.#isAtEnd) this.requestUpdate();
    this.#loadOlder(log);
  };

  readonly #toEnd = (): void => {
    this.#isAtEnd = true;
    this.#window.toEnd();
    this.requestUpdate();
  };
}

/** Which line a key leads to. */
function step(at: number, count: number, key: string): number {
  const places: Record<string, number> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: count - 1,
  };
  return places[key] ?? -1;
}

/** Our signs with this one, or without it. */
function toggled({ reactions }: ChatMessage, sign: string): string[] {
  const own = reactions.filter(({ from }) => from.includes('')).map((each) => each.sign);
  return own.includes(sign) ? own.filter((each) => each !== sign) : [...own, sign];
}
