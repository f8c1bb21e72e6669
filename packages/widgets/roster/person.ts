/** Somebody in a list. */
import type { Availability, Contact } from '@xec/state';
import { html, nothing, type TemplateResult } from 'lit';
import { hueOf, initialOf } from '../styles.js';

/**
 * A face: the picture, or a letter in the colour of the name. Pictures are drawn: pages need no permission
 * for images, and nothing but dots is shown.
 */
export const face = (
  jid: string,
  name: string,
  picture: string | undefined,
  availability?: Availability,
): TemplateResult =>
  html`<span class="avatar ${hueOf(jid)}" aria-hidden="true"
    >${
      picture === undefined
        ? initialOf(name)
        : html`<xec-raster-picture fill .base64=${base64Of(picture)}
            >${initialOf(name)}</xec-raster-picture
          >`
    }${
      availability === undefined ? nothing : html`<span class="presence ${availability}"></span>`
    }</span
  >`;

/** What stands behind the comma of a `data:` address. */
const base64Of = (address: string): string => address.slice(address.indexOf(',') + 1);

/** How many messages of them nobody looked at. */
export const unreadCount = (unread: number, text: string): TemplateResult | typeof nothing =>
  unread === 0
    ? nothing
    : html`<span class="count"> ${unread}<span class="hidden-text"> ${text}</span> </span>`;

/** Whether somebody is meant by what was typed into a search. */
export const isMeant = ({ name, jid }: Pick<Contact, 'name' | 'jid'>, wanted: string): boolean => {
  const words = wanted.trim().toLocaleLowerCase();
  return name.toLocaleLowerCase().includes(words) || jid.includes(words);
};

/** The arrow keys, Home and End go from one to the other of `all`. @returns whether it was one of these */
export function rove(event: KeyboardEvent, all: readonly HTMLElement[]): boolean {
  const at = all.findIndex((each) => each.matches(':focus'));
  if (at === -1) return false;
  const places: Record<string, number> = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const next = all[places[event.key] ?? -1];
  if (next === undefined) return false;
  event.preventDefault();
  next.focus();
  return true;
}
