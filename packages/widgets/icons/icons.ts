/**
 * The signs of the interface: drawn here, 24 by 24, in the colour of the text beside them.
 */
import { svg, html, type TemplateResult } from 'lit';

const shapes = {
  chat: svg`<path d="M4 5h16v11H9l-5 4z"/>`,
  contacts: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.4.7 4 2.6 4 5.6"/>`,
  rooms: svg`<path d="M4 9h16M4 15h16M10 4 8 20M16 4l-2 16"/>`,
  feed: svg`<path d="M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4"/>`,
  profile: svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7"/>`,
  settings: svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>`,
  back: svg`<path d="m14.5 5-7 7 7 7"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  details: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.01"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  keys: svg`<path d="M3 6.5h18v11H3zM6.5 10v.01M10 10v.01M13.5 10v.01M17 10v.01M7.5 14h9"/>`,
  mute: svg`<path d="M18 16H6l1.2-2V10A4.8 4.8 0 0 1 12 5.2 4.8 4.8 0 0 1 16.8 10v4zM10 19h4M4 4l16 16"/>`,
  bell: svg`<path d="M18 16H6l1.2-2V10A4.8 4.8 0 0 1 12 5.2 4.8 4.8 0 0 1 16.8 10v4zM10 19h4"/>`,
  block: svg`<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>`,
  device: svg`<path d="M4 5h16v10H4zM9 19h6M12 15v4"/>`,
  tasks: svg`<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14"/>`,
  leave: svg`<path d="M14 4H5v16h9M10 12h10.5m-4-4 4 4-4 4"/>`,
  warning: svg`<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.3v.01"/>`,
  check: svg`<path d="m5 12.5 5 5 9.5-11"/>`,
} as const;

/** The name of a sign. */
export type IconName = keyof typeof shapes;

export const iconNames = Object.keys(shapes) as readonly IconName[]; // its own keys

/** Signs that point somewhere: they turn round where text runs from right to left. */
const turning: ReadonlySet<IconName> = new Set(['back', 'leave', 'chat']);

/**
 * A sign. It says nothing to screen readers: the button or link around it has the name.
 *
 * Styled by the class `icon` of the `controls` sheet.
 */
export const icon = (name: IconName): TemplateResult => html`
  <svg
    class="icon ${turning.has(name) ? 'turning' : ''}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes[name]}
  </svg>
`;
