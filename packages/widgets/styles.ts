/**
 * What widgets have in common to look at. Colours are custom properties, which a page may set; the
 * values here are those of a page that does not.
 */
import { css } from 'lit';
import { localOf } from '@xec/state';

export const shared = css`
  :host {
    color: var(--xec-text, #1c2230);
    font: inherit;
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--xec-accent, #2f5fd0);
    outline-offset: 2px;
  }

  .hidden-text {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** The round letter that stands for somebody, in one of eight colours. */
export const avatar = css`
  .avatar {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: center;
    width: 2.5rem;
    height: 2.5rem;
    border-radius: 50%;
    font-weight: 600;
    color: #fff;
    user-select: none;
  }

  .hue-0 {
    background: #a2364f;
  }
  .hue-1 {
    background: #9a4a12;
  }
  .hue-2 {
    background: #73600c;
  }
  .hue-3 {
    background: #2f7037;
  }
  .hue-4 {
    background: #0d6e70;
  }
  .hue-5 {
    background: #2b63b0;
  }
  .hue-6 {
    background: #6350b8;
  }
  .hue-7 {
    background: #8f3f9b;
  }
`;

/** The class of somebody's colour: the same for a name or JID wherever it is shown. */
export function hueOf(jid: string): string {
  let sum = 0;
  for (const character of localOf(jid)) sum = (sum * 37 + (character.codePointAt(0) ?? 0)) % 65_521;
  return `hue-${sum % 8}`;
}

/** The first letter of a name. */
export const initialOf = (name: string): string => ([...name][0] ?? '?').toLocaleUpperCase();
