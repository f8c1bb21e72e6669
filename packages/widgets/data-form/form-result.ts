/**
 * A form that is an answer (XEP-0004 sections 3.2 and 3.4): read, not filled in.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { fixedField } from './form-field.js';
import { textsOf, type DataForm, type FormField } from './form-types.js';

export const formResult = ({ fields, reported, items }: DataForm): TemplateResult => html`
  ${fields.length === 0 ? nothing : html`<dl>${fields.map(entry)}</dl>`}
  ${reported === undefined ? nothing : table(reported, items ?? [])}
`;

function entry(field: FormField): TemplateResult | typeof nothing {
  if (field.type === 'hidden') return nothing;
  if (field.type === 'fixed') return html`<div>${fixedField(field)}</div>`;
  return html`<div>
    <dt dir="auto">${field.label ?? field.var}</dt>
    <dd dir="auto">${shown(field)}</dd>
  </div>`;
}

const table = (
  columns: NonNullable<DataForm['reported']>,
  rows: NonNullable<DataForm['items']>,
): TemplateResult => html`
  <div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column.label ?? column.var}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column) => {
                const field = row.find((each) => each.var === column.var);
                return html`<td dir="auto">${field === undefined ? nothing : shown(field)}</td>`;
              })}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;

/** The values, by the labels of their options where there are some; a secret is not shown. */
function shown(field: FormField): string {
  if (field.type === 'text-private') return '••••';
  if (field.type === 'boolean') return field.value === true ? '✓' : '–';
  const texts = 'values' in field ? field.values : textsOf(field.value ?? '');
  const options = 'options' in field ? field.options : [];
  return texts
    .map((text) => options.find(({ value }) => value === text)?.label ?? text)
    .join(field.type === 'text-multi' ? '\n' : ', ');
}
