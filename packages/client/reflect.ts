/**
 * What tsyringe asks for as it is loaded. A file of its own, because bundlers keep the order of modules,
 * and not that of a module's imports where one of them is CommonJS. `package.json` says that it has
 * effects.
 */
import 'reflect-metadata';
