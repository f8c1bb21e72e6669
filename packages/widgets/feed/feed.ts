import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PacketSource } from '@xec/packet-source';
import { Asking } from '../asking/index.js';
import { Following } from '../following.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { controls, shared } from '../styles.js';
import { FeedModel, MICROBLOG, commentsLink, feedKeys, newestPage } from './feed-model.js';
import { texts } from './texts.js';

/** So many contacts are asked for their posts. */
const MOST_BLOGS = 50;
/** So many posts are shown before one asks for more. */
const SHOWN = 20;

/**
 * `<xec-feed>`: what contacts and oneself posted, with comments, and a box to write in.
 */
export class FeedWidget extends LitElement {
  /** The keys it lives on. */
  static readonly keys = feedKeys;

  static override properties = {
    source: { attribute: false },
    shown: { state: true },
    isLoading: { state: true },
    text: { state: true },
  };

  static override styles = [
    shared,
    controls,
    panel,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 1.25rem;
      }

      .all {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        max-width: 42rem;
        margin-inline: auto;
      }

      textarea {
        min-height: 4.5rem;
        max-height: 20rem;
        resize: vertical;
        field-sizing: content;
      }

      xec-post {
        content-visibility: auto;
        contain-intrinsic-size: auto 14rem;
      }

      .older {
        align-self: center;
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** How many posts are shown. */
  declare shown: number;
  declare isLoading: boolean;
  /** What is being written. */
  declare text: string;
  readonly #model = new FeedModel();
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);
  #revision = 0;
  #asked = 0;

  constructor() {
    super();
    this.source = undefined;
    this.shown = SHOWN;
    this.isLoading = false;
    this.text = '';
    new Following(this, (source) => this.#follow(source));
  }

  override render(): TemplateResult {
    const words = this.#speaking.texts;
    const { posts, hasOlder } = this.#model;
    const isMore = posts.length > this.shown || hasOlder;
    return html`
      <div class="all">
        <h2>${words.title}</h2>
        ${this.#writing()}
        ${
          posts.length === 0
            ? html`<p class="soft">${this.isLoading ? words.loading : words.empty}</p>`
            : repeat(
                posts.slice(0, this.shown),
                ({ from, id }) => `${from} ${id}`,
                (post) =>
                  html`<xec-post
                    .source=${this.source}
                    .model=${this.#model}
                    .post=${post}
                    .revision=${this.#revision}
                  ></xec-post>`,
              )
        }
        ${
          isMore
            ? html`<button
                type="button"
                class="button older"
                ?disabled=${this.isLoading}
                @click=${this.#older}
              >
                ${this.isLoading ? words.olderBusy : words.older}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #writing(): TemplateResult {
    const words = this.#speaking.texts;
    const isBusy = this.#asking.isBusy();
    return html`<form class="panel" @submit=${this.#publish}>
      <label
        >${words.write}
        <textarea
          rows="2"
          maxlength="20000"
          aria-describedby="hint"
          .value=${this.text}
          @input=${({ target }: Event) => (this.text = (target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
        ${this.#asking.failure}
      </p>
      <div class="row">
        <p class="soft small grow" id="hint">${words.writeHint}</p>
        <button class="button main" ?disabled=${isBusy || this.text.trim() === ''}>
          ${isBusy ? words.publishing : words.publish}
        </button>
      </div>
    </form>`;
  }

  #follow(source: PacketSource): (() => void)[] {
    this.#model.reset();
    this.#asked = 0;
    const ask = (): void => this.#ask(source);
    const undo = [
      source.subscribe(feedKeys, (packet) => {
        this.#model.apply(packet);
        this.#revision += 1;
        this.requestUpdate();
        if (packet.key === 'roster_getlist_handle' || packet.key === 'session_state') ask();
      }),
      source.onState(ask),
      source.onResync(() => {
        this.#model.reset();
        this.#asked = 0;
        this.requestUpdate();
      }),
    ];
    ask();
    return undo;
  }

  /** Asks whoever was not asked yet; who does not answer, or may not be read, has no posts here. */
  #ask(source: PacketSource): void {
    if (source.state.state !== 'open' || !source.state.isLive) return;
    const people = this.#model.claim(MOST_BLOGS - this.#asked);
    this.#asked += people.length;
    void this.#load(people.map((to) => ({ to, page: newestPage })));
  }

  async #load(pages: readonly { readonly to: string; readonly page: unknown }[]): Promise<void> {
    const { source } = this;
    if (source === undefined || pages.length === 0) return;
    this.isLoading = true;
    await Promise.allSettled(pages.map((params) => source.request('Microblog/Get', params)));
    this.isLoading = false;
  }

  readonly #older = async (): Promise<void> => {
    this.shown += SHOWN;
    if (this.#model.posts.length < this.shown) await this.#load(this.#model.takeOlder());
  };

  readonly #publish = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { text } = this;
    const [title = '', ...rest] = text.trim().split('\n');
    if (title === '') return;
    const id = crypto.randomUUID();
    const content = rest.join('\n').trim();
    const links = await this.#commentsOf(id);
    const post = {
      ...{ title, published: new Date().toISOString(), links },
      ...(content !== '' && { content }),
    };
    const answer = await this.#asking.run('Pubsub/PostPublish', { id, post });
    // What was written meanwhile stays.
    if (answer.ok && this.text === text) this.text = '';
  };

  /** A place for comments, at the own account; where there is none, the post goes without. */
  async #commentsOf(id: string) {
    const { self } = this.#model;
    const answer = await this.#asking.run('Microblog/CommentCreateNode', { id });
    if (!answer.ok || self === undefined) {
      this.#asking.clear();
      return [];
    }
    return [commentsLink({ to: self, node: `${MICROBLOG}:comments/${id}` })];
  }
}
