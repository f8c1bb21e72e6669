/**
 * One field of a form, as people fill it in.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { isNumeric, isOpenList, type FieldFault } from './field-faults.js';
import { fieldMedia, type Pictures } from './field-media.js';
import { isFillable } from './form-model.js';
import { textsOf, type FormAnswer, type FormField, type NamedField } from './form-types.js';
import type { FormTexts } from './texts.js';

/** What a field needs to know beside itself. */
export interface FieldView {
  readonly id: string;
  readonly answer: FormAnswer;
  readonly fault: FieldFault | undefined;
  readonly pictures: Pictures;
  readonly words: FormTexts;
  readonly say: (answer: FormAnswer) => void;
}

/** Text of the form itself, between its fields. */
export const fixedField = ({ label, ...field }: FormField): TemplateResult => html`
  ${label === undefined ? nothing : html`<h4 dir="auto">${label}</h4>`}
  ${'values' in field ? field.values.map((text) => html`<p class="fixed" dir="auto">${text}</p>`) : nothing}
`;

export function formField(field: FormField, view: FieldView): TemplateResult {
  if (!isFillable(field)) return fixedField(field);
  const media = fieldMedia(field, view.pictures, view.words);
  if (field.type === 'boolean') {
    return html`<div class="entry">
      ${media}<label class="choice">${checkbox(field, view)}${labelText(field, view)}</label>
      ${notes(field, view)}
    </div>`;
  }
  if (field.type === 'list-multi' && !isOpenList(field)) return choices(field, view);
  return html`<div class="entry">
    ${media}<label for=${view.id}>${labelText(field, view)}</label>
    ${control(field, view)}${notes(field, view)}
  </div>`;
}

const labelText = (field: NamedField, { words }: FieldView): TemplateResult => html`
  <span class="label"
    ><bdi>${field.label ?? field.var}</bdi>${
      field.required === true ? html` <span class="soft">(${words.required})</span>` : nothing
    }</span
  >
`;

/** What else there is to say: how it is meant, and what is wrong. */
const notes = (field: NamedField, { id, fault, words }: FieldView): TemplateResult => html`
  ${
    field.description === undefined && !isByLine(field)
      ? nothing
      : html`<p class="hint" id="${id}-hint" dir="auto">
          ${field.description} ${isByLine(field) ? words.aLine : nothing}
        </p>`
  }
  ${fault === undefined ? nothing : html`<p class="fault" id="${id}-fault">${words.fault(fault)}</p>`}
`;

/** Whether each line is a value of its own. */
const isByLine = (field: NamedField): boolean =>
  field.type === 'jid-multi' || (field.type === 'list-multi' && isOpenList(field));

const describedBy = (field: NamedField, { id, fault }: FieldView): string =>
  [
    ...(field.description === undefined && !isByLine(field) ? [] : [`${id}-hint`]),
    ...(fault === undefined ? [] : [`${id}-fault`]),
  ].join(' ');

const checkbox = (field: NamedField, view: FieldView): TemplateResult => html`
  <input
    type="checkbox"
    id=${view.id}
    aria-describedby=${describedBy(field, view) || nothing}
    .checked=${view.answer === true}
    @change=${({ target }: Event) => view.say((target as HTMLInputElement).checked)}
  />
`;

function control(field: NamedField, view: FieldView): TemplateResult {
  if (field.type === 'list-single' && !isOpenList(field)) return select(field, view);
  const isLong = field.type === 'text-multi' || isByLine(field);
  return isLong ? lines(field, view) : line(field, view);
}

const line = (field: NamedField, view: FieldView): TemplateResult => html`
  <input
    type=${field.type === 'text-private' ? 'password' : 'text'}
    id=${view.id}
    autocomplete=${field.type === 'text-private' ? 'new-password' : 'off'}
    inputmode=${isNumeric(field) ? 'decimal' : field.type === 'jid-single' ? 'email' : nothing}
    aria-required=${field.required === true ? 'true' : nothing}
    aria-invalid=${view.fault === undefined ? nothing : 'true'}
    aria-describedby=${describedBy(field, view) || nothing}
    list=${'options' in field && field.options.length > 0 ? `${view.id}-options` : nothing}
    .value=${textsOf(view.answer)[0] ?? ''}
    @input=${({ target }: Event) => view.say((target as HTMLInputElement).value)}
  />
  ${
    'options' in field && field.options.length > 0
      ? html`<datalist id="${view.id}-options">
          ${field.options.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
        </datalist>`
      : nothing
  }
`;

const lines = (field: NamedField, view: FieldView): TemplateResult => html`
  <textarea
    id=${view.id}
    rows="3"
    aria-required=${field.required === true ? 'true' : nothing}
    aria-invalid=${view.fault === undefined ? nothing : 'true'}
    aria-describedby=${describedBy(field, view) || nothing}
    .value=${textsOf(view.answer).join('\n')}
    @input=${({ target }: Event) => view.say(linesOf(field, (target as HTMLTextAreaElement).value))}
  ></textarea>
`;

/** Each line is a value; empty ones count in a text only. */
function linesOf(field: NamedField, text: string): readonly string[] {
  if (text === '') return [];
  const all = text.split('\n');
  return field.type === 'text-multi'
    ? all
    : all.map((each) => each.trim()).filter((each) => each !== '');
}

const select = (
  field: Extract<NamedField, { type: 'list-single' }>,
  view: FieldView,
): TemplateResult => html`
  <select
    id=${view.id}
    aria-required=${field.required === true ? 'true' : nothing}
    aria-invalid=${view.fault === undefined ? nothing : 'true'}
    aria-describedby=${describedBy(field, view) || nothing}
    @change=${({ target }: Event) => view.say((target as HTMLSelectElement).value)}
  >
    ${
      field.options.some(({ value }) => value === view.answer)
        ? nothing
        : html`<option value="" selected>${view.words.nothingChosen}</option>`
    }
    ${field.options.map(
      ({ value, label }) =>
        html`<option value=${value} ?selected=${value === view.answer}>${label ?? value}</option>`,
    )}
  </select>
`;

function choices(
  field: Extract<NamedField, { type: 'list-multi' }>,
  view: FieldView,
): TemplateResult {
  const chosen = textsOf(view.answer);
  const change = (value: string, isOn: boolean): void => {
    // In the order of the form, whatever was clicked first.
    const now = new Set(isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
    view.say(field.options.map((option) => option.value).filter((each) => now.has(each)));
  };
  return html`
    <fieldset class="entry" aria-describedby=${describedBy(field, view) || nothing}>
      <legend>${labelText(field, view)}</legend>
      ${field.options.map(
        ({ value, label }, index) => html`
          <label class="choice">
            <input
              type="checkbox"
              id=${index === 0 ? view.id : nothing}
              .checked=${chosen.includes(value)}
              @change=${({ target }: Event) => change(value, (target as HTMLInputElement).checked)}
            />
            <bdi>${label ?? value}</bdi>
          </label>
        `,
      )}
      ${notes(field, view)}
    </fieldset>
  `;
}
