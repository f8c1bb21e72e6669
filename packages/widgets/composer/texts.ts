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
    tooLargeThere: 'The file is too large for the service that takes files.',
    tooMany: 'Too many files are on their way.',
    preview: (name: string) => `Picture: ${name}`,
    describe: (name: string) => `What ${name} shows, in words`,
    describeHint: 'What it shows, for who cannot see it',
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
    tooLargeThere: 'Le fichier est trop gros pour le service qui prend les fichiers.',
    tooMany: 'Trop de fichiers sont en route.',
    preview: (name: string) => `Image : ${name}`,
    describe: (name: string) => `Ce que montre ${name}, en mots`,
    describeHint: 'Ce qu’elle montre, pour qui ne la voit pas',
    progress: (name: string) => `${name}, en route`,
  },
});
