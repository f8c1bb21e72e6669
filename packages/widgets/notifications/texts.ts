import { defineTexts } from '../language/texts.js';

export const notificationTexts = defineTexts({
  en: {
    region: 'Notifications',
    dismiss: 'OK',
    tryNow: 'Try now',
    meanwhile: 'You asked for it before the page was closed or lost its connection.',
    times: { one: '# time', other: '# times' },
  },
  fr: {
    region: 'Notifications',
    dismiss: 'OK',
    tryNow: 'Réessayer',
    meanwhile: 'Vous l’aviez demandé avant que la page soit fermée ou perde sa connexion.',
    times: { one: '# fois', other: '# fois' },
  },
});
