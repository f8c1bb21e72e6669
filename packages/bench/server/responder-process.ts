/** The responder in a process of its own: says where it listens, and what it has cost when asked. */
import { newDialogue } from './responder.js';
import { listen } from './web-socket.js';

const port = await listen(() => newDialogue());
process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => process.exit());
process.send?.(`ws://127.0.0.1:${port}/`);
