/** An action, a payload and a widget of one's own. */
export { GetTide, Tides, TideWarning, tides } from './tides.js';
