import { html, type TemplateResult } from 'lit';
import type { FixtureView } from '../desk/index.js';
import { xmlView } from './looks.js';
import type { detailTexts } from './texts.js';
import { visible } from './visible.js';

const jsonOf = ({ json }: FixtureView): string => `${JSON.stringify(json, undefined, 2)}\n`;

/** Both files, one below the other, each below its name. */
export const fixtureFiles = (fixture: FixtureView): string =>
  `case.xml\n${fixture.xml}\ncase.json\n${jsonOf(fixture)}`;

/** The two files of a fixture, to be copied each by itself. */
export const fixtureView = (
  fixture: FixtureView,
  texts: (typeof detailTexts)['en'],
  copy: (text: string) => void,
): TemplateResult => html`
  <section class="outcome" role="group" aria-label=${texts.fixtureTitle}>
    <h3>${texts.fixtureTitle}</h3>
    <p class="soft">${texts.fixtureHint}</p>
    <h4>case.xml</h4>
    ${xmlView(fixture.xml.trimEnd())}
    <h4>case.json</h4>
    <pre dir="ltr"><code>${visible(jsonOf(fixture))}</code></pre>
    <div class="buttons">
      <button type="button" class="button" @click=${() => copy(fixture.xml)}>
        ${texts.copyFile('case.xml')}
      </button>
      <button type="button" class="button" @click=${() => copy(jsonOf(fixture))}>
        ${texts.copyFile('case.json')}
      </button>
    </div>
  </section>
`;
