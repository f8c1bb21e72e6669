/** The command line of Xec, for programs that want to call it themselves. */
export { main, type Io } from './main.js';
