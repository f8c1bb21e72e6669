import { DeskPage, GatewayDesk, useTheme } from '@xec/widgets';

/** Shows a page for administrators, in the look that the person chose for the other page. */
export function showDesk(view: DeskPage['view']): void {
  const page = new DeskPage();
  const token = tokenOfAddress();
  Object.assign(page, { view, token, preferences: useTheme(), desk: new GatewayDesk() });
  document.body.append(page);
}

/** What stands behind `#` in an address that the terminal printed. It is for this visit, not for the history. */
function tokenOfAddress(): string | undefined {
  const token = location.hash.slice(1);
  if (token === '') return undefined;
  history.replaceState(null, '', location.pathname);
  return token;
}
