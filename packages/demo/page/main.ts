/**
 * The page: who one is, and a source of packets for the widgets. With `?via=direct` it holds the XMPP
 * session itself, in a worker; else a gateway does.
 */
import { defineWidgets, useTheme } from '@xec/widgets';
import { throughGateway } from './through-gateway.js';

const preferences = useTheme();
defineWidgets();

if (new URLSearchParams(location.search).get('via') === 'direct') {
  // Nobody else loads what a session is made of.
  const { withoutGateway } = await import('./without-gateway.js');
  await withoutGateway(preferences);
} else {
  await throughGateway(preferences);
}
