/**
 * What the catalogue knows and no payload heard in a recording, and why that is right.
 */
const noContact =
  'the sender is in nobody’s roster there: see the test with a contact in its place';
const noChannel = 'a channel of MIX, which is not in the catalogue: no room that we joined';
const isInvited = 'an invitation into a room that we are not in: MucInvite heard it';

export const unheardBecause: Readonly<Record<string, string>> = {
  'Attention: alice@localhost/chat may not send attention': noContact,
  'ReceiptRequest: alice@localhost/chat may not send request': noContact,
  'ReceiptRequest: alice@localhost/off may not send request': noContact,
  'ReceiptRequest: alice@localhost/phone may not send request': noContact,
  'MAMResult: alice@localhost may not send result':
    'Prosody answers a query with an unknown field, which none of our actions sends: none is open',
  'Message: it is of type groupchat and we have not joined its room': noChannel,
  'MucUser: garden@conference.localhost may not send x': isInvited,
  'MucUser: without a word': 'an empty x marks a private message: Message tells it as such',
};

/** How requests ended that had no answer, or none yet, and why that is right. */
export const unended: Readonly<Record<string, string>> = {
  'Bookmark2/Set → goes on':
    'the node was not set up as it must be: ours sets it up, the recorded client did it in another way',
  'Disco/Items → unanswered': 'the other recorded client was asked, and did not answer',
  'Version/Get → unanswered': 'the other occupant was asked, and did not answer',
};
