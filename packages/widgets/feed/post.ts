import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { bareOf } from '@xec/state';
import type { PacketSource } from '@xec/packet-source';
import { Asking } from '../asking/index.js';
import { Speaking } from '../language/speaking.js';
import { panel } from '../panel-styles.js';
import { avatar, controls, hueOf, initialOf, shared } from '../styles.js';
import {
  LIKE,
  authorOf,
  commentsAddress,
  timeOf,
  type Address,
  type FeedModel,
  type Post,
} from './feed-model.js';
import { readMarkup } from './markup.js';
import { markupView, pictureLink } from './markup-view.js';
import { texts } from './texts.js';
import { exactTime, relativeTime } from './time.js';

/** `<xec-post>`: a post, who likes it, and what is said about it. */
export class PostWidget extends LitElement {
  static override properties = {
    source: { attribute: false },
    model: { attribute: false },
    post: { attribute: false },
    revision: { type: Number },
    isOpen: { state: true },
    isRemoving: { state: true },
  };

  static override styles = [
    shared,
    controls,
    avatar,
    panel,
    css`
      :host {
        display: block;
      }

      .panel {
        gap: 0.6rem;
      }

      .avatar.small {
        width: 2rem;
        height: 2rem;
      }

      .who {
        font-weight: 600;
      }

      .text {
        line-height: 1.55;
        overflow-wrap: anywhere;
      }

      .text.plain-text {
        white-space: pre-line;
      }

      .text > :first-child {
        margin-block-start: 0;
      }

      .text > :last-child {
        margin-block-end: 0;
      }

      .text ul,
      .text ol {
        margin: 0.5rem 0;
        padding-inline-start: 1.4rem;
        list-style: revert;
      }

      .text p {
        margin-block: 0.5rem;
      }

      .text pre {
        overflow-x: auto;
      }

      .text blockquote {
        margin: 0.5rem 0;
        padding-inline-start: 0.9rem;
        border-inline-start: 3px solid var(--xec-line-strong, #858fa3);
        color: var(--xec-text-soft, #566074);
      }

      a {
        color: var(--xec-accent, #2f5fd0);
        overflow-wrap: anywhere;
      }

      .tag {
        padding: 0.1rem 0.55rem;
        border-radius: 99rem;
        background: var(--xec-sunken, #eef1f6);
        font-size: 0.8125rem;
      }

      .comment {
        display: flex;
        gap: 0.6rem;
        padding: 0.4rem 0;
      }

      .liked {
        color: var(--xec-bad, #c0343a);
      }
    `,
  ];

  declare source: PacketSource | undefined;
  /** What is known of comments and names. */
  declare model: FeedModel | undefined;
  declare post: Post | undefined;
  /** Another one with each change of the model. */
  declare revision: number;
  /** Whether comments are shown. */
  declare isOpen: boolean;
  declare isRemoving: boolean;
  readonly #asking = new Asking(this);
  readonly #speaking = new Speaking(this, texts);
  #asked: string | undefined = undefined;

  constructor() {
    super();
    this.source = undefined;
    this.model = undefined;
    this.post = undefined;
    this.revision = 0;
    this.isOpen = false;
    this.isRemoving = false;
  }

  override updated(_changed: PropertyValues<this>): void {
    const address = this.post && commentsAddress(this.post);
    if (address === undefined || this.#asked === this.post?.id) return;
    this.#asked = this.post?.id;
    void this.#load(address);
  }

  override render(): TemplateResult | typeof nothing {
    const { post, model } = this;
    if (post === undefined || model === undefined) return nothing;
    const address = commentsAddress(post);
    return html`
      <article class="panel" aria-labelledby="title">
        ${this.#head(post, model)}
        <h3 id="title" dir="auto">${post.title ?? this.#words.untitled}</h3>
        ${this.#text(post)} ${this.#attachments(post)}
        ${
          post.categories.length === 0
            ? nothing
            : html`<div class="row">
                ${post.categories.map((tag) => html`<bdi class="tag">${tag}</bdi>`)}
              </div>`
        }
        <div class="row">
          ${address === undefined ? nothing : this.#answers(post, model, address)}
          ${post.from === model.self ? this.#removing(post) : nothing}
        </div>
        <p class="failure" role="alert" ?hidden=${this.#asking.failure === ''}>
          ${this.#asking.failure}
        </p>
        ${this.isOpen && address !== undefined ? this.#comments(post, model, address) : nothing}
      </article>
    `;
  }

  get #language() {
    return this.#speaking.language;
  }

  get #words() {
    return this.#speaking.texts;
  }

  #head(post: Post, model: FeedModel): TemplateResult {
    const name = this.#nameOf(post.from, model);
    return html`<div class="row">
      <span class="avatar ${hueOf(post.from)}" aria-hidden="true">${initialOf(name)}</span>
      <span class="grow">
        <bdi class="who cut" title=${post.from}>${name}</bdi>
        ${this.#time(post)}
      </span>
    </div>`;
  }

  #nameOf(jid: string, model: FeedModel): string {
    return jid === model.self ? this.#words.you : model.nameOf(jid);
  }

  #time(post: Post): TemplateResult | typeof nothing {
    const at = timeOf(post);
    if (at === 0) return nothing;
    const exact = exactTime(at, this.#language);
    return html`<time class="soft small" datetime=${new Date(at).toISOString()} title=${exact}
      >${relativeTime(at, Date.now(), this.#language)}</time
    >`;
  }

  #text({ xhtml, content, summary, title }: Post): TemplateResult | typeof nothing {
    const nodes = xhtml === undefined ? undefined : readMarkup(xhtml);
    if (nodes !== undefined) {
      return html`<div class="text" dir="auto">${markupView(nodes, this.#words)}</div>`;
    }
    const text = content ?? summary ?? (xhtml === undefined ? '' : this.#words.unread);
    if (text === '' || text === title) return nothing;
    return html`<div class="text plain-text" dir="auto">${text}</div>`;
  }

  #attachments({ links }: Post): TemplateResult | typeof nothing {
    const files = links.filter(({ rel, href }) => rel === 'enclosure' && /^https?:/i.test(href));
    if (files.length === 0) return nothing;
    return html`<ul>
      ${files.map(
        ({ href, title = '' }) => html`<li>${pictureLink(href, title, this.#words)}</li>`,
      )}
    </ul>`;
  }

  #answers(post: Post, model: FeedModel, address: Address): TemplateResult {
    const words = this.#words;
    const likes = model.likesOf(post);
    const mine = likes.find((like) => authorOf(like) === model.self);
    const isBusy = this.#asking.isBusy();
    return html`
      <button
        type="button"
        class="button ${mine === undefined ? '' : 'liked'}"
        aria-pressed=${mine === undefined ? 'false' : 'true'}
        aria-label="${words.like}, ${words.likes(likes.length)}"
        ?disabled=${isBusy}
        @click=${() => void (mine === undefined ? this.#say(address, LIKE) : this.#drop(address, mine))}
      >
        ${mine === undefined ? '♡' : '♥'} ${likes.length}
      </button>
      <button
        type="button"
        class="button"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        @click=${() => void this.#open(address)}
      >
        ${words.comments(model.commentsOn(post).length)}
      </button>
    `;
  }

  #comments(post: Post, model: FeedModel, address: Address): TemplateResult {
    const words = this.#words;
    const comments = model.commentsOn(post);
    return html`
      ${
        comments.length === 0
          ? html`<p class="soft">${words.noComments}</p>`
          : html`<ul>
              ${comments.map((comment) => this.#comment(comment, model, address))}
            </ul>`
      }
      <form class="row end" @submit=${(event: Event) => this.#send(event, address)}>
        <label class="grow"
          >${words.yourComment}<input id="comment" required maxlength="2000" autocomplete="off"
        /></label>
        <button class="button main" ?disabled=${this.#asking.isBusy()}>${words.sendComment}</button>
      </form>
    `;
  }

  #comment(comment: Post, model: FeedModel, address: Address): TemplateResult {
    const by = authorOf(comment);
    const name = comment.publisher === undefined ? by : this.#nameOf(by, model);
    return html`<li class="comment">
      <span class="avatar small ${hueOf(by)}" aria-hidden="true">${initialOf(name)}</span>
      <span class="grow">
        <bdi class="who" title=${by}>${name}</bdi> ${this.#time(comment)}
        <p dir="auto">${comment.title ?? comment.content}</p>
      </span>
      ${
        by === model.self
          ? html`<button
              type="button"
              class="link"
              aria-label="${this.#words.remove}: ${comment.title}"
              @click=${() => void this.#drop(address, comment)}
            >
              ✕
            </button>`
          : nothing
      }
    </li>`;
  }

  #removing({ id }: Post): TemplateResult {
    const words = this.#words;
    if (!this.isRemoving) {
      return html`<button type="button" class="button" @click=${this.#begin}>
        ${words.remove}
      </button>`;
    }
    return html`<span class="row" role="group" aria-label=${words.removeSure}>
      <span>${words.removeSure}</span>
      <button
        type="button"
        class="button bad"
        @click=${() => void this.#asking.run('Pubsub/PostDelete', { id })}
      >
        ${words.removeYes}
      </button>
      <button type="button" class="button" id="keep" @click=${() => (this.isRemoving = false)}>
        ${words.removeNo}
      </button>
    </span>`;
  }

  readonly #begin = async (): Promise<void> => {
    this.isRemoving = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#keep')?.focus();
  };

  async #open(address: Address): Promise<void> {
    this.isOpen = !this.isOpen;
    if (!this.isOpen) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#comment')?.focus();
    await this.#load(address);
  }

  /** Where nobody may read, there is nothing to show. */
  async #load(address: Address): Promise<void> {
    await this.source?.request('Microblog/CommentsGet', address).catch(() => undefined);
  }

  readonly #send = async (event: Event, address: Address): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('#comment');
    const title = field?.value.trim() ?? '';
    if (title === '' || field === null || !(await this.#say(address, title))) return;
    field.value = '';
  };

  /** Says who one is: readers compare it with the publisher (XEP-0277 section 9.1). */
  async #say(address: Address, title: string): Promise<boolean> {
    const { self = '' } = this.model ?? {};
    const author = { name: bareOf(self).split('@', 1)[0], uri: `xmpp:${self}` };
    const post = { title, published: new Date().toISOString(), author };
    const params = { ...address, id: crypto.randomUUID(), post };
    const answer = await this.#asking.run('Microblog/CommentPublish', params);
    if (answer.ok) await this.#load(address);
    return answer.ok;
  }

  async #drop(address: Address, { id }: Post): Promise<void> {
    const answer = await this.#asking.run('Pubsub/PostDelete', { ...address, id });
    if (answer.ok) await this.#load(address);
  }
}
