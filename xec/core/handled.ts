/** What methods of actions and payloads return. */
export type Handled = void | Promise<void>;
