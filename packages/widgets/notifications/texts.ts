import { defineTexts } from '../language/texts.js';

export const notificationTexts = defineTexts({
  en: {
    region: 'Notifications',
    dismiss: 'OK',
    tryNow: 'Try now',
    times: { one: '# time', other: '# times' },
  },
  fr: {
    region: 'Notifications',
    dismiss: 'OK',
    tryNow: 'Réessayer',
    times: { one: '# fois', other: '# fois' },
  },
});
