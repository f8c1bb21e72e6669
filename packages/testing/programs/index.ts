export { oneFile } from './one-file.js';
