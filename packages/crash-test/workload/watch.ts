/** Hears that a method of an action runs: actions have no services, so this is the process's own. */
export interface Watch {
  handling(n: number, id: string): void;
}

let watch: Watch | undefined;

export const watchHandlers = (watcher: Watch | undefined): void => {
  watch = watcher;
};

export const handling = (n: number, id: string): void => {
  watch?.handling(n, id);
};
