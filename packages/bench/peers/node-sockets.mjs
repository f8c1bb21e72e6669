/**
 * Node 20 has no WebSocket of its own: clients made for browsers get the one of `ws`, or the one that needs no
 * network where that was put in place.
 */
import WebSocket from 'ws';

Object.assign(globalThis, { WebSocket: globalThis.PocketSocket ?? WebSocket });
