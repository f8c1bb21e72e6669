import { defineTexts } from '../language/texts.js';

/** What the list of conversations says. */
export const texts = defineTexts({
  en: {
    empty: 'No conversations yet. Add a contact and say hello.',
    others: 'Nothing said yet',
    unread: 'unread',
    writing: 'is writing …',
    draft: 'Draft',
    you: 'You',
    retracted: 'A message was taken back.',
    waiting: 'Not sent yet',
    room: 'Room',
  },
  fr: {
    empty: 'Pas encore de conversation. Ajoutez un contact et saluez-le.',
    others: 'Rien n’a encore été dit',
    unread: 'non lus',
    writing: 'écrit …',
    draft: 'Brouillon',
    you: 'Vous',
    retracted: 'Un message a été retiré.',
    waiting: 'Pas encore envoyé',
    room: 'Salon',
  },
});
