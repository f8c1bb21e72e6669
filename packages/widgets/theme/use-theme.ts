import { browserTexts } from './kept-texts.js';
import { Preferences, showWishes } from './preferences.js';
import { themeRules } from './rules.js';

/**
 * Gives the page the theme, and what somebody likes of it: colours, lengths, language. Call it once,
 * before the first widget. A page's own sheet may set any custom property otherwise.
 *
 * @param preferences default: those that this browser keeps
 */
export function useTheme(preferences = new Preferences(browserTexts())): Preferences {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themeRules());
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  const show = (): void =>
    showWishes(preferences.wishes, document.documentElement, navigator.languages);
  preferences.onChange(show);
  show();
  return preferences;
}
