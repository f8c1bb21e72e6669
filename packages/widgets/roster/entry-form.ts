/** The form of a contact: a new one, or what is known of one. */
import type { Contact } from '@xec/state';
import { html, nothing, type TemplateResult } from 'lit';
import type { RosterTexts } from './texts.js';

/** What a roster keeps of a contact. */
export interface Entry {
  readonly jid: string;
  readonly name?: string;
  readonly groups?: readonly string[];
}

interface Uses {
  readonly save: (form: HTMLFormElement) => void;
  readonly cancel: () => void;
  readonly remove: (() => void) | undefined;
}

export function entryForm(
  contact: Contact | undefined,
  words: RosterTexts,
  { save, cancel, remove }: Uses,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save(event.currentTarget as HTMLFormElement); // the listener is the form's own
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') cancel();
  };
  return html`<form @submit=${submit} @keydown=${key}>
    ${
      contact === undefined
        ? html`<label
            >${words.address}
            <input
              class="field"
              name="jid"
              type="text"
              inputmode="email"
              required
              maxlength="1023"
              placeholder=${words.addressHint}
              autocapitalize="off"
              spellcheck="false"
          /></label>`
        : nothing
    }
    <label
      >${words.name}
      <input
        class="field"
        name="name"
        maxlength="200"
        .value=${contact?.isNamed === true ? contact.name : ''}
    /></label>
    <label
      >${words.groups}
      <input class="field" name="groups" maxlength="500" .value=${contact?.groups.join(', ') ?? ''}
    /></label>
    <span class="buttons">
      <button class="button main">${words.save}</button>
      <button type="button" class="button" @click=${cancel}>${words.cancel}</button>
      ${
        remove === undefined
          ? nothing
          : html`<button type="button" class="button bad" @click=${remove}>${words.remove}</button>`
      }
    </span>
  </form>`;
}

/** What was filled in. @param jid of a contact that is there */
export function readEntry(form: HTMLFormElement, jid: string | undefined): Entry {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const groups = text('groups')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');
  const name = text('name');
  return {
    jid: jid ?? text('jid').replace(/^xmpp:/i, ''),
    ...(name !== '' && { name }),
    groups: [...new Set(groups)],
  };
}
