import { iqGet, xml } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { Action, action } from './action/action.js';
import type { ActionContext } from './action/context.js';
import { tell } from './action/tell.js';
import { type ActionClass } from './action/any-action.js';
import type { ActionError, StanzaError } from './errors.js';
import type { Feature } from './feature.js';
import type { PendingRecord } from './journal/journal.js';
import { Payload, payload } from './payload/payload.js';
import { Registry } from './registry.js';
import { errorContent } from './schemas.js';

const NS = 'urn:example:registry';

@action('Registry/Ask', { params: v.object({ what: v.string() }), aliases: ['Registry/Request'] })
class Ask extends Action<'Registry/Ask', { what: string }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }, this.params.what));
  }
}

@action('Registry/Ask')
class OtherAsk extends Action<'Registry/Ask'> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }));
  }
}

@action('Registry/Telling', {
  untold: ['gone'],
  isSecret: ({ what }) => what === 'rose',
  params: v.object({ what: v.string() }),
})
class Telling extends Action<'Registry/Telling', { what: string }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }));
  }

  override errorConflict(error: StanzaError, ctx: ActionContext<'Registry/Telling'>) {
    tell(ctx, 'errorconflict', error);
  }

  override errorGone(error: StanzaError, ctx: ActionContext<'Registry/Telling'>) {
    tell(ctx, 'error', error);
  }

  override error(error: ActionError, ctx: ActionContext<'Registry/Telling'>) {
    tell(ctx, 'error', error);
  }
}

@action('Registry/Request')
class Request extends Action<'Registry/Request'> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }));
  }
}

@action('Registry/Versioned', {
  params: v.object({ count: v.number() }),
  version: 3,
  migrate: (params, version) => ({
    count: Number((params as { count: string }).count) + 10 * version,
  }),
})
class Versioned extends Action<'Registry/Versioned', { count: number }> {
  override build() {
    return iqGet(undefined, xml('ask', { xmlns: NS }));
  }
}

@payload('RegistryHeard', { names: ['one', 'two'], xmlns: NS, under: 'message', from: 'any' })
class Heard extends Payload<'RegistryHeard'> {
  override handle(): void {
    // only looked up
  }
}

const room = (name: string, parts: Omit<Feature, 'name'> = {}): Feature => ({ name, ...parts });
const actions = (...list: ActionClass[]) => ({ actions: list });

const record = (parts: Partial<PendingRecord>): PendingRecord => ({
  id: 'id',
  name: 'Registry/Ask',
  version: 1,
  params: { what: 'weather' },
  kind: 'iq',
  deadline: 0,
  timeoutMs: 60_000,
  session: 's',
  ...parts,
});

describe('the registry refuses', () => {
  it('an action of two features, and names both', () => {
    const both = [room('first', actions(Ask)), room('second', actions(OtherAsk))];
    expect(() => new Registry(both)).toThrow(
      'action "Registry/Ask" is in features "first" and "second"',
    );
  });

  it('an action that is listed twice', () => {
    expect(() => new Registry([room('first', actions(Ask, Ask))])).toThrow(
      'action "Registry/Ask" is twice in feature "first"',
    );
  });

  it.each([
    ['after', [room('first', actions(Ask)), room('second', actions(Request))]],
    ['before', [room('first', actions(Request)), room('second', actions(Ask))]],
  ])('an action whose name is the alias of one listed %s it', (_when, features) => {
    expect(() => new Registry(features)).toThrow(
      'action "Registry/Request" is in features "first" and "second"',
    );
  });

  it('a packet key of two shapes, and names both features', () => {
    const first = room('first', { packets: { shared: v.object({}) } });
    const second = room('second', { packets: { shared: v.object({}) } });
    expect(() => new Registry([first, second])).toThrow(
      'packet "shared" is in features "first" and "second"',
    );
  });

  it('a payload that is listed twice: its packets would come twice', () => {
    const first = room('first', { payloads: [Heard] });
    const second = room('second', { payloads: [Heard] });
    expect(() => new Registry([first, second])).toThrow(
      'payload "RegistryHeard" is in features "first" and "second"',
    );
  });

  it('two different features of one name', () => {
    expect(() => new Registry([room('same'), room('same')])).toThrow(
      'two different features are named "same"',
    );
  });

  it('classes that are not described', () => {
    class Plain extends Ask {}
    expect(() => new Registry([room('first', actions(Plain))])).toThrow(
      'expected a class with @action, got Plain',
    );
    class Silent extends Heard {}
    expect(() => new Registry([room('first', { payloads: [Silent] })])).toThrow(
      'expected a class with @payload, got Silent',
    );
  });
});

describe('the registry', () => {
  it('lets two rooms share a packet key of one shape', () => {
    const shared = v.object({ text: v.string() });
    const features = [
      room('first', { packets: { shared } }),
      room('second', { packets: { shared } }),
    ];
    expect(new Registry(features).keys.get('shared')?.feature).toBe('first');
  });

  it('takes what a feature requires into use, before it and once', () => {
    const base = room('base');
    const one = room('one', { requires: [base] });
    const two = room('two', { requires: [one, base] });
    const names = new Registry([two, one, two]).features.map(({ name }) => name);
    expect(names).toEqual(['base', 'one', 'two']);
  });

  it('advertises the namespaces of what is in use, sorted, each once', () => {
    const features = [
      room('one', { namespaces: ['urn:b', 'urn:a'] }),
      room('two', { namespaces: ['urn:b', 'urn:C'] }),
    ];
    expect(new Registry(features).advertised.features).toEqual(['urn:C', 'urn:a', 'urn:b']);
  });

  it('knows each key of an action: one for each condition it can end with', () => {
    const { keys } = new Registry([room('first', actions(Ask))]);
    expect([...keys.keys()]).toContain('registry_ask_erroritemnotfound');
    expect([...keys.keys()]).toContain('registry_ask_errortimeout');
    expect([...keys.keys()]).toContain('registry_ask_errorhandlerfailed');
    expect(keys.size).toBe(22 + 5);
  });

  it('knows no key of an error that the action tells otherwise', () => {
    const packets = { registry_telling_error: errorContent };
    const { keys } = new Registry([room('first', { packets, ...actions(Telling) })]);
    expect([...keys.keys()].sort()).toEqual([
      'registry_telling_error',
      'registry_telling_errorconflict', // its own method
      'registry_telling_errorconnectionlost', // where what was asked was secret, and is forgotten
      'registry_telling_errorhandlerfailed',
      'registry_telling_errormalformedreply',
    ]);
  });

  it('keeps the shape that a room gives to an error key of its own action', () => {
    const shape = v.object({ jid: v.string() });
    const packets = { registry_ask_erroritemnotfound: shape };
    const { keys } = new Registry([room('first', { packets, actions: [Ask] })]);
    expect(keys.get('registry_ask_erroritemnotfound')?.schema).toBe(shape);
  });

  it('finds payloads by name and namespace, whatever the names are', () => {
    const registry = new Registry([room('first', { payloads: [Heard] })]);
    expect(registry.lookup('one', NS)?.plain).toHaveLength(1);
    expect(registry.lookup('two', NS)?.plain).toHaveLength(1);
    expect(registry.lookup('three', NS)).toBeUndefined();
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(registry.lookup(name, NS)).toBeUndefined();
      expect(registry.lookup('one', name)).toBeUndefined();
    }
  });

  it('checks and cleans the content of packets', () => {
    const packets = { registry_said: v.object({ text: v.string() }) };
    const registry = new Registry([room('first', { packets })]);
    expect(registry.checked('registry_said', { text: 'yes', secret: 1 })).toEqual({
      key: 'registry_said',
      content: { text: 'yes' },
      contentSize: 15,
    });
    expect(() => registry.checked('registry_said', { text: 1 })).toThrow(
      /content of "registry_said": text: /,
    );
    expect(() => registry.checked('registry_siad', {})).toThrow(/did you mean "registry_said"\?/);
    expect(() => registry.checked('toString', {})).toThrow(TypeError);
  });
});

describe('a stored request', () => {
  const registry = new Registry([room('first', actions(Ask, Versioned))]);

  it('becomes its action again', () => {
    const again = registry.rehydrate(record({}));
    expect(again).toBeInstanceOf(Ask);
    expect(again.params).toEqual({ what: 'weather' });
  });

  it('is found under the name it was stored with', () => {
    expect(registry.rehydrate(record({ name: 'Registry/Request' }))).toBeInstanceOf(Ask);
  });

  it('of an older version is migrated, and told which version it has', () => {
    const stored = record({ name: 'Registry/Versioned', version: 2, params: { count: '7' } });
    expect(registry.rehydrate(stored).params).toEqual({ count: 27 });
  });

  it('of a newer version is refused: nobody knows what it means', () => {
    const stored = record({ name: 'Registry/Versioned', version: 4, params: { count: 7 } });
    expect(() => registry.rehydrate(stored)).toThrow(
      'Registry/Versioned: expected version 3, got 4',
    );
  });

  it('of an older version is refused where nothing migrates it', () => {
    expect(() => registry.rehydrate(record({ version: 0 }))).toThrow(
      'Registry/Ask: expected version 1, got 0',
    );
  });

  it.each(['Registry/Gone', '__proto__', 'constructor', 'toString'])(
    'of the class %s, which is not in use, is refused',
    (name) => {
      expect(() => registry.rehydrate(record({ name }))).toThrow(
        `no feature in use has the action ${name}`,
      );
    },
  );

  it('whose params do not fit is refused', () => {
    expect(() => registry.rehydrate(record({ params: { what: 7 } }))).toThrow(
      /params of Registry\/Ask: what: /,
    );
  });

  it('gets declared fields only, and no prototype', () => {
    const params: unknown = JSON.parse(
      '{ "what": "x", "extra": 1, "__proto__": { "isAdmin": true }, "constructor": 2 }',
    );
    const again = registry.rehydrate(record({ params })).params as object;
    expect(Object.keys(again)).toEqual(['what']);
    expect('isAdmin' in again).toBe(false);
  });
});

describe('an action to be sent', () => {
  const registry = new Registry([room('first', actions(Ask))]);

  it('must be in use', () => {
    expect(() => registry.entryOf(new Versioned({ count: 1 }))).toThrow(
      'no feature in use has the action Registry/Versioned',
    );
  });

  it('must be of the class in use, not another one of that name', () => {
    expect(() => registry.entryOf(new OtherAsk())).toThrow(
      'the feature "first" has another class for Registry/Ask',
    );
  });

  it('throws at once when its params do not fit', () => {
    expect(() => new Ask({ what: 1 as never })).toThrow(TypeError);
    expect(() => new (OtherAsk as unknown as new (params: unknown) => object)({})).toThrow(
      'Registry/Ask takes no params',
    );
  });
});
