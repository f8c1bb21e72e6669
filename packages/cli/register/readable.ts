/** Text of a server for a terminal: no character in it moves the cursor or rings a bell. */
export const readable = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
