import { defineTexts } from '../language/texts.js';

/** What is said about files with messages. */
export const texts = defineTexts({
  en: {
    show: 'Show the picture',
    loading: 'The picture is on its way …',
    failed: 'The picture cannot be shown.',
    picture: (name: string) => `Picture: ${name}`,
  },
  fr: {
    show: 'Afficher l’image',
    loading: 'L’image est en route …',
    failed: 'L’image ne peut pas être affichée.',
    picture: (name: string) => `Image : ${name}`,
  },
});
