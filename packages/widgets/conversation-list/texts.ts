import { defineTexts } from '../language/texts.js';

/** What the list of conversations says. */
export const texts = defineTexts({
  en: {
    empty: 'No conversations yet. Pick a contact and say hello.',
    unread: 'unread',
    writing: 'is writing …',
    draft: 'Draft',
    you: 'You',
    retracted: 'A message was taken back.',
    waiting: 'Not sent yet',
    room: 'Room',
  },
  fr: {
    empty: 'Pas encore de conversation. Choisissez un contact et saluez-le.',
    unread: 'non lus',
    writing: 'écrit …',
    draft: 'Brouillon',
    you: 'Vous',
    retracted: 'Un message a été retiré.',
    waiting: 'Pas encore envoyé',
    room: 'Salon',
  },
});
