import type { PacketSource } from '@xec/packet-source';
import {
  stateActions,
  stateKeys,
  stateOf,
  wordsOf,
  type ChatMessage,
  type Conversation,
  type State,
} from '@xec/state';
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Arrival, Composer, Writing } from '../composer/index.js';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { Leaving } from '../leaving.js';
import { avatar, shared } from '../styles.js';
import { AskingArchive } from './reading/asking-archive.js';
import { aboutBar, newer, typing } from './below.js';
import { chatStyles } from './chat-styles.js';
import { act, type About, type ActsHost } from './lines/line-acts.js';
import { lineKey } from './lines/line-keys.js';
import { lineStyles } from './lines/line-styles.js';
import type { LineAct, LineFrame } from './lines/line.js';
import { News } from './reading/news.js';
import { Reading } from './reading/reading.js';
import { logRows } from './lines/rows.js';
import { rowOf } from './reading/scrolling.js';
import { texts } from './texts.js';
import { WINDOW_ROWS } from './reading/window.js';

/** All actions that a conversation requests. */
export const chatActions: readonly string[] = stateActions;

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
  #wasTrusted = false;
  readonly #reading = new Reading(() => this.#conversation?.rows ?? []);
  readonly #archive = new AskingArchive();
  readonly #leaving = new Leaving();
  readonly #speaking = new Speaking(this, texts);
  readonly #following: Following;
  readonly #news = new News(
    (message) => this.#speaking.texts.said(this.#frame.nameOf(message), wordsOf(message)),
    (all) => {
      const { texts: words, formats } = this.#speaking;
      const [only = ''] = all;
      this.announced = all.length === 1 ? only : words.announced(formats.number(all.length));
    },
  );

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
    this.#reading.stop();
    this.#news.stop();
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
    if (log !== null && !changed.has('jid')) this.#reading.remember(log);
  }

  override render(): TemplateResult {
    const { texts: words } = this.#speaking;
    const frame = this.#frame;
    const { unread = 0, writing = [] } = this.#conversation ?? {};
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
        ${this.#rows(frame)}
      </div>
      <div class="below">
        ${this.#reading.isAtEnd ? nothing : newer({ unread }, frame, this.#toEnd)}
        <div class="typing">${typing(writing, this.name, frame)}</div>
        ${this.trouble === '' ? nothing : html`<p class="trouble" role="alert">${this.trouble}</p>`}
        ${aboutBar(this.about, frame, this.#cancel)}
        <xec-composer
          .source=${this.source}
          .place=${this.jid}
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
    this.#wasTrusted = this.#isTrusted;
    const log = this.#log;
    if (log === null) return;
    if (this.#reading.keep(log)) this.requestUpdate();
    this.#look();
    const [state, conversation] = [this.#state, this.#conversation];
    if (state === undefined || conversation === undefined || !this.#isLive) return;
    this.#archive.countGaps(state, conversation);
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
      isTrusted: this.#isTrusted,
      nameOf: ({ isOwn, nick }) => (isOwn ? words.you : (nick ?? this.name)),
    };
  }

  /** A contact, who may see our presence or shows theirs: nobody whom we do not know. */
  get #isTrusted(): boolean {
    if (this.#conversation?.isRoom !== false) return false;
    return this.#state?.roster.contact(this.jid).subscription !== 'none';
  }

  get #isLive(): boolean {
    const state = this.source?.state;
    return state?.state === 'open' && state.isLive;
  }

  /** Somebody can see the newest message. */
  get #isSeen(): boolean {
    return this.#reading.isAtEnd && document.visibilityState === 'visible';
  }

  #rows(frame: LineFrame): TemplateResult {
    const { texts: words, language } = this.#speaking;
    const { rows = [], isLoadingOlder, isStart } = this.#conversation ?? {};
    if (rows.length === 0) {
      return html`<p class="empty">${words.empty} <bdi>${this.name}</bdi>.</p>`;
    }
    const { start } = this.#reading;
    const first =
      isLoadingOlder === true ? words.loading : isStart === true ? words.start : nothing;
    return html`<div class="rows">
      <div class="older">${start > 0 ? nothing : first}</div>
      ${logRows(rows, start, start + WINDOW_ROWS, {
        frame,
        chosen: this.chosen,
        unreadFrom: this.#news.unreadFrom,
        isLeaving: (key) => this.#leaving.has(key),
        looks: `${language} ${this.name}`,
      })}
    </div>`;
  }

  /** Another conversation: what was written to one must not go to another. */
  #leave(before: string): void {
    // Controllers are updated after this: another contact is another subscription.
    this.#following.stop();
    this.#reading.change(before, this.jid, this.#log);
    this.#leaving.finish();
    this.#news.stop();
    this.#archive.forget();
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
    this.#news.begin(conversation);
    this.#reading.begin();
    void this.updateComplete.then(() => this.#composer?.swap(conversation.draft));
    this.#catchUp();
    return [
      conversation.onChange(() => this.#changed(conversation)),
      // Whoever becomes a contact is trusted; who does not any more is not.
      state.roster.onChange(() => {
        if (this.#wasTrusted !== this.#isTrusted) this.requestUpdate();
      }),
      // A conversation may turn out to be one in a room.
      state.conversations.onChange(() => {
        if (state.conversations.get(this.jid) === conversation) return;
        this.#following.stop();
        this.requestUpdate();
      }),
      source.onState(() => {
        this.#archive.begin();
        this.#catchUp();
        this.requestUpdate();
      }),
    ];
  }

  #changed(conversation: Conversation): void {
    this.#news.changed(conversation, { isLive: this.#isLive, isSeen: this.#isSeen });
    if (!conversation.isCaughtUp) this.#catchUp();
    this.requestUpdate();
  }

  #catchUp(): void {
    if (this.#state === undefined || this.#conversation === undefined || !this.#isLive) return;
    this.#archive.catchUp(this.#state, this.#conversation);
  }

  #loadOlder(log: Element): void {
    if (this.#state === undefined || this.#conversation === undefined || !this.#isLive) return;
    if (this.#reading.start === 0) this.#archive.loadOlder(this.#state, this.#conversation, log);
  }

  /** Says that what stands here was seen, when somebody can see it. */
  readonly #look = (): void => {
    if (this.#conversation?.last === undefined || !this.#isLive || !this.#isSeen) return;
    this.#state?.commands.markDisplayed(this.jid);
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
    this.#news.unreadFrom = undefined;
    this.#try(() => commands?.send(this.jid, { body, replyTo: about?.message.key }));
  };

  /** A file is somewhere now: it goes where it was for, whatever is shown meanwhile. */
  readonly #attach = ({ detail: { file, place } }: CustomEvent<Arrival>): void => {
    if (place === this.jid) this.#toEnd();
    this.#try(() => this.#state?.commands.send(place, { body: file.url, file }));
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

  #act(what: LineAct, message: ChatMessage, sign?: string): void {
    this.trouble = '';
    const host: ActsHost = {
      jid: this.jid,
      commands: this.#state?.commands,
      words: this.#speaking.texts,
      leaving: this.#leaving,
      writeAbout: (about, text) => {
        if (about !== undefined) this.about = about;
        if (text === undefined) this.#composer?.focus();
        else this.#composer?.edit(text);
      },
      jump: ({ quoted }) => void this.#jump(quoted?.key),
      fail: (trouble) => {
        this.trouble = trouble;
      },
      draw: () => this.requestUpdate(),
    };
    act(host, what, message, sign);
  }

  async #jump(key: string | undefined): Promise<void> {
    if (key === undefined) return;
    this.#reading.around(key);
    this.requestUpdate();
    await this.updateComplete;
    const row = this.#log === null ? undefined : rowOf(this.#log, key);
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
    const what = button?.dataset.act as LineAct | undefined; // the lines' own buttons
    if (what !== undefined) this.#act(what, message, button?.dataset.sign);
    else this.chosen = message.key;
  };

  #fill(gap: string): void {
    if (this.#state === undefined || this.#conversation === undefined) return;
    this.#archive.fill(this.#state, this.#conversation, gap).catch(() => {
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

  readonly #key = (event: KeyboardEvent): void => {
    if (this.#log !== null) lineKey(event, this.#log, () => this.#composer?.focus());
  };

  readonly #scrolled = (): void => {
    const log = this.#log;
    if (log === null) return;
    if (this.#reading.scrolled(log)) this.requestUpdate();
    this.#loadOlder(log);
  };

  readonly #toEnd = (): void => {
    this.#reading.toEnd();
    this.requestUpdate();
  };
}
