/**
 * Blocks of ten ports for servers that cannot be asked to listen on port 0.
 */
import { createServer, type Server } from 'node:net';

/** Ten consecutive ports, held for us until `release`. */
export interface PortBlock {
  /** The first port; `base + 9` is the lock, the others are free to use. */
  readonly base: number;
  release(): Promise<void>;
}

const BLOCK = 10;

/** Where blocks begin: below what the kernel gives to outgoing connections (32768, on Linux). */
export const FIRST_PORT = 20_000;

/** How many ports are parted into blocks. */
export const PORTS = 12_000;

/**
 * Reserves a block of ten free ports on 127.0.0.1.
 *
 * Blocks start at multiples of ten and their last port stays bound meanwhile, so test processes
 * that look at the same time do not get the same block; the kernel frees it when a process dies.
 *
 * @throws Error when a hundred blocks, taken by chance, were all in use.
 */
export async function reservePorts(random: () => number = Math.random): Promise<PortBlock> {
  for (let tries = 0; tries < 100; tries++) {
    const base = FIRST_PORT + BLOCK * Math.floor((random() * PORTS) / BLOCK);
    const lock = await bind(base + BLOCK - 1);
    if (lock === undefined) continue;
    if (await allFree(base, BLOCK - 1)) return { base, release: () => close(lock) };
    await close(lock);
  }
  throw new Error('no ten consecutive free ports on 127.0.0.1 in a hundred tries');
}

async function allFree(first: number, count: number): Promise<boolean> {
  for (let port = first; port < first + count; port++) {
    const server = await bind(port);
    if (server === undefined) return false;
    await close(server);
  }
  return true;
}

/** A listening socket that keeps no process alive; `undefined` when the port is in use. */
function bind(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      resolve(server);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
