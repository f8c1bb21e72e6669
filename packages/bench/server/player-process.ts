/** The player in a process of its own: says where it listens; plays the pieces that it is asked for. */
import { Player, type Piece, type PlayerSetup } from './player.js';
import { newDialogue } from './responder.js';
import { listen } from './web-socket.js';
import { sayWorld } from './world.js';

const setup = JSON.parse(process.argv[2] ?? '') as PlayerSetup; // the parent's own message
const player = new Player(setup);
const port = await listen((socket) => {
  player.add(socket);
  const { isManaged = false, hasWorld = false } = setup;
  return newDialogue({ isManaged, ...(hasWorld && { say: sayWorld }) });
});
process.on('message', (piece: Piece) => {
  void player.play(piece).then(() => process.send?.('played'));
});
process.once('disconnect', () => process.exit());
process.send?.(`ws://127.0.0.1:${port}/`);
