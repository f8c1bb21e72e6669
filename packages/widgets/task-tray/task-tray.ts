import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons/icons.js';
import { explain } from '../language/conditions/explain.js';
import { Speaking } from '../language/speaking.js';
import { controls, shared } from '../styles.js';
import { trayStyles } from './tray-styles.js';
import { Tasks, type TaskState } from './tasks.js';
import { taskTexts } from './texts.js';

/** `<xec-task-tray>`: all long work of the page, how far it is, and a way to give it up. */
export class TaskTray extends LitElement {
  static override properties = { tasks: { attribute: false } };

  static override styles = [shared, controls, trayStyles];

  declare tasks: Tasks;
  readonly #speaking = new Speaking(this, taskTexts);
  #followed: Tasks | undefined = undefined;
  #undo: (() => void) | undefined = undefined;

  constructor() {
    super();
    this.tasks = new Tasks();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(undefined);
  }

  override willUpdate(): void {
    this.#follow(this.tasks);
  }

  override render(): TemplateResult | typeof nothing {
    const { all, running } = this.tasks;
    if (all.length === 0) return nothing;
    const { texts, formats } = this.#speaking;
    const count = formats.plural(running.length, texts.running);
    return html`
      <button
        type="button"
        class="button plain bare"
        popovertarget="tray"
        aria-label=${texts.open(count)}
        title=${texts.title}
      >
        ${icon('tasks')}${
          running.length === 0 ? nothing : html`<span class="count">${running.length}</span>`
        }
      </button>
      <div id="tray" popover role="dialog" aria-labelledby="title">
        <h2 id="title">${texts.title}</h2>
        <ul>
          ${all.map((task) => this.#task(task))}
        </ul>
        <button type="button" class="button plain" @click=${() => this.tasks.clear()}>
          ${texts.clear}
        </button>
      </div>
    `;
  }

  #task(task: TaskState): TemplateResult {
    const { texts } = this.#speaking;
    const { id, kind, name, done, total, end, cancel } = task;
    return html`
      <li>
        <div class="what">
          <span class="kind">${texts[kind]}</span>
          <bdi class="name" id=${`task-${id}`}>${name}</bdi>
          ${
            end === undefined
              ? html`<progress
                  aria-labelledby=${`task-${id}`}
                  max=${total ?? nothing}
                  value=${total === undefined ? nothing : Math.min(done, total)}
                ></progress>`
              : nothing
          }
          <span class="far ${end ?? ''}">${this.#howFar(task)}</span>
        </div>
        ${
          cancel === undefined || end !== undefined
            ? nothing
            : html`<button
                type="button"
                class="button plain bare"
                title=${texts.cancel}
                aria-label=${texts.cancelOne(name)}
                @click=${() => this.tasks.cancel(id)}
              >
                ${icon('close')}
              </button>`
        }
      </li>
    `;
  }

  #howFar({ done, total, unit, rate, restMs, end, condition }: TaskState): string {
    const { texts, formats, language } = this.#speaking;
    if (end === 'failed') {
      return texts.failed(explain(language, condition ?? 'undefined-condition').why);
    }
    if (end !== undefined) return texts[end];
    const amount = unit === 'bytes' ? formats.bytes : formats.number;
    const parts = [total === undefined ? amount(done) : texts.of(amount(done), amount(total))];
    if (rate !== undefined) parts.push(texts.perSecond(amount(Math.round(rate))));
    if (restMs !== undefined) parts.push(texts.left(formats.duration(Math.max(1000, restMs))));
    return parts.join(' · ');
  }

  #follow(tasks: Tasks | undefined): void {
    if (tasks === this.#followed) return;
    this.#undo?.();
    this.#followed = tasks;
    this.#undo = tasks?.onChange(() => this.requestUpdate());
  }
}
