/** Node 20 has no WebSocket of its own: clients made for browsers get the one of `ws`. */
import WebSocket from 'ws';

Object.assign(globalThis, { WebSocket });
