import { defineTexts } from '../language/texts.js';

/** What the composer says. */
export const texts = defineTexts({
  en: {
    message: 'Message',
    send: 'Send',
    attach: 'Attach a file',
    cancel: (name: string) => `Do not send ${name}`,
    again: 'Try again',
    noService: 'Nobody here takes files.',
    tooLarge: (most: string) => `The file is too large: at most ${most}.`,
    failed: 'The file could not be sent.',
    tooMany: 'Too many files are on their way.',
    progress: (name: string) => `${name}, on its way`,
  },
  fr: {
    message: 'Message',
    send: 'Envoyer',
    attach: 'Joindre un fichier',
    cancel: (name: string) => `Ne pas envoyer ${name}`,
    again: 'Réessayer',
    noService: 'Personne ici n’accepte de fichiers.',
    tooLarge: (most: string) => `Le fichier est trop gros : ${most} au plus.`,
    failed: 'Le fichier n’a pas pu être envoyé.',
    tooMany: 'Trop de fichiers sont en route.',
    progress: (name: string) => `${name}, en route`,
  },
});
