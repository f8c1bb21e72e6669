import { describe, expect, it } from '@jest/globals';
import { Registry, allFeatures } from '@xec/xec';
import { findAction } from './find-action.js';

describe('an action that somebody names', () => {
  const registry = new Registry(allFeatures);

  it.each([
    ['Roster/AddItem', 'Roster/AddItem'],
    ['roster/additem', 'Roster/AddItem'],
    ['PubsubSubscription/ListAdd', 'PubsubSubscription/Add'],
    ['PubsubSubscription/ListGetFriends', 'PubsubSubscription/Get'],
    ['OMEMO/SetDeviceList', 'OMEMO/SetDevicesList'],
  ])('is found by its name, in any letter case, or by an older one: %s', (said, name) => {
    expect(findAction(registry, said).description.name).toBe(name);
  });

  it('is guessed where there is none', () => {
    expect(() => findAction(registry, 'Roster/AdItem')).toThrow('did you mean "Roster/AddItem"?');
  });
});
