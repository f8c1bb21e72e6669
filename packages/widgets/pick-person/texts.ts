import { defineTexts } from '../language/texts.js';

export const pickTexts = defineTexts({
  en: {
    title: 'Who are you?',
    hint: 'Pick somebody. Take the other one in a second window, and talk to each other.',
  },
  fr: {
    title: 'Qui êtes-vous ?',
    hint: 'Choisissez quelqu’un. Prenez l’autre dans une seconde fenêtre, et discutez ensemble.',
  },
});
