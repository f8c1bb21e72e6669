/**
 * XEP-0108: User Activity, version 1.3 (2008-10-29).
 * https://xmpp.org/extensions/xep-0108.html
 */
import {
  childElements,
  readChildTexts,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_ACTIVITY = 'http://jabber.org/protocol/activity';

/** What one can be about (section 3.1). */
export const activities = [
  ...(['doing_chores', 'drinking', 'eating', 'exercising', 'grooming'] as const),
  ...(['having_appointment', 'inactive', 'relaxing', 'talking', 'traveling'] as const),
  ...(['undefined', 'working'] as const),
];
export type ActivityName = (typeof activities)[number];

/** What more exactly (section 3.1). */
export const specificActivities = [
  ...(['at_the_spa', 'brushing_teeth', 'buying_groceries', 'cleaning', 'coding'] as const),
  ...(['commuting', 'cooking', 'cycling', 'dancing', 'day_off', 'doing_maintenance'] as const),
  ...(['doing_the_dishes', 'doing_the_laundry', 'driving', 'fishing', 'gaming'] as const),
  ...(['gardening', 'getting_a_haircut', 'going_out', 'hanging_out', 'having_a_beer'] as const),
  ...(['having_a_snack', 'having_breakfast', 'having_coffee', 'having_dinner'] as const),
  ...(['having_lunch', 'having_tea', 'hiding', 'hiking', 'in_a_car', 'in_a_meeting'] as const),
  ...(['in_real_life', 'jogging', 'on_a_bus', 'on_a_plane', 'on_a_train'] as const),
  ...(['on_a_trip', 'on_the_phone', 'on_vacation', 'on_video_phone', 'other'] as const),
  ...(['partying', 'playing_sports', 'praying', 'reading', 'rehearsing', 'running'] as const),
  ...(['running_an_errand', 'scheduled_holiday', 'shaving', 'shopping', 'skiing'] as const),
  ...(['sleeping', 'smoking', 'socializing', 'studying', 'sunbathing', 'swimming'] as const),
  ...(['taking_a_bath', 'taking_a_shower', 'thinking', 'walking', 'walking_the_dog'] as const),
  ...(['watching_a_movie', 'watching_tv', 'working_out', 'writing'] as const),
];
export type SpecificActivityName = (typeof specificActivities)[number];

/** What somebody does; one without anything says that they do not say so any more. */
export interface Activity {
  /** `undefined` for what is not in the list. */
  readonly general?: ActivityName;
  /** Within `general`; `other` for what is not in the list. */
  readonly specific?: SpecificActivityName;
  /** In their own words. */
  readonly text?: string;
}

/** `<activity/>`. What is specific stands in what is general, and is left out without it. */
export const activityElement = ({ general, specific, text }: Activity): XmlElement =>
  xml(
    'activity',
    { xmlns: NS_ACTIVITY },
    general && xml(general, {}, specific && xml(specific)),
    text !== undefined && text !== '' && xml('text', {}, text),
  );

/** Reads an `<activity/>`; `undefined` for another element. */
export function readActivity(el: Element): Activity | undefined {
  if (!el.is('activity', NS_ACTIVITY)) return undefined;
  const [outer] = childElements(el).filter((child) => isOurs(child) && !child.is('text'));
  const [inner] = outer === undefined ? [] : childElements(outer).filter(isOurs);
  const general = outer && (activities.find((each) => each === outer.getName()) ?? 'undefined');
  const specific =
    inner && (specificActivities.find((each) => each === inner.getName()) ?? 'other');
  return {
    ...(general && { general }),
    ...(specific && { specific }),
    ...readChildTexts(el, ['text']),
  };
}

const isOurs = (el: Element): boolean => el.getNS() === NS_ACTIVITY;
