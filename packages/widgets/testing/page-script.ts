/** Runs in a page: the widgets, on a source that a test speaks for. */
import {
  App,
  Preferences,
  Tasks,
  browserTexts,
  defineWidgets,
  registerView,
  useTheme,
  widgetTags,
} from '../index.js';
import { FakeSource } from './fake-source.js';

/** What a test finds at `window.xec`. */
export interface XecPage {
  readonly source: FakeSource;
  readonly app: App;
  readonly preferences: Preferences;
  readonly tasks: Tasks;
  readonly tags: readonly string[];
}

declare global {
  interface Window {
    readonly xec: XecPage;
  }
}

class Weather extends HTMLElement {
  connectedCallback(): void {
    this.textContent = 'Fair is foul';
  }
}

customElements.define('my-weather', Weather);
const title = { en: 'Weather', fr: 'Météo' };
registerView({ id: 'weather', title, icon: 'feed', element: 'my-weather' });

const preferences = useTheme(new Preferences(browserTexts()));
defineWidgets();
document.documentElement.style.height = '100%';
document.body.style.cssText = 'height: 100%; margin: 0';

const source = new FakeSource();
const app = new App();
const tasks = new Tasks();
Object.assign(app, { source, preferences, tasks, person: { id: 'juliet', name: 'Juliet' } });
Object.assign(window, {
  xec: { source, app, preferences, tasks, tags: widgetTags } satisfies XecPage,
});
const items = [
  { jid: 'romeo@localhost', name: 'Romeo', subscription: 'both', groups: [] },
  { jid: 'nurse@localhost', name: 'Angelica', subscription: 'both', groups: [] },
];
source.emit('session_state', { state: 'online', jid: 'juliet@localhost/balcony' });
source.emit('roster_getlist_handle', { items });
document.body.append(app);
