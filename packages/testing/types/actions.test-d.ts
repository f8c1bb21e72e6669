/** What the compiler says about actions. */
import { iqGet, xml, type Element } from '@xec/stanza';
import { Action, action, feature, type ActionContext, type StanzaError } from '@xec/xec';
import * as v from 'valibot';
import { GetWeather, NS_WEATHER } from './almanac.test-d.js';

type Context = ActionContext<'Almanac/Get'>;
const build = (): Element => iqGet(undefined, xml('weather', { xmlns: NS_WEATHER }));

new GetWeather({ jid: 'romeo@montague.example', unit: 'c' });
// @ts-expect-error -- params are missing
new GetWeather();
// @ts-expect-error -- a field is missing
new GetWeather({});
// @ts-expect-error -- a field of another type
new GetWeather({ jid: 7 });
// @ts-expect-error -- no such field
new GetWeather({ jid: 'romeo@montague.example', when: 'now' });

// @ts-expect-error -- the schema's output is not what the class calls its params
@action('Almanac/Get', { params: v.object({ jid: v.number() }) })
export class WrongParams extends Action<'Almanac/Get', { jid: string }> {
  override build = build;
}

// @ts-expect-error -- params without a schema
@action('Almanac/Get')
export class NoSchema extends Action<'Almanac/Get', { jid: string }> {
  override build = build;
}

// @ts-expect-error -- a schema without params
@action('Almanac/Get', { params: v.object({ jid: v.string() }) })
export class NoParams extends Action<'Almanac/Get'> {
  override build = build;
}

// @ts-expect-error -- the class is named otherwise
@action('Almanac/Get')
export class OtherName extends Action<'Almanac/Set'> {
  override build = build;
}

// @ts-expect-error -- no group
@action('AlmanacGet')
export class NoGroup extends Action<'AlmanacGet'> {
  override build = build;
}

// @ts-expect-error -- an error method is misspelt
@action('Almanac/Get')
export class MisspeltOverride extends Action<'Almanac/Get'> {
  override build = build;

  // @ts-expect-error -- no condition is spelt so
  override errorItemNotFuond(_error: StanzaError, _ctx: Context) {
    return undefined;
  }
}

// @ts-expect-error -- an error method is misspelt
@action('Almanac/Get')
export class Misspelt extends Action<'Almanac/Get'> {
  override build = build;

  errorItemNotFuond(_error: StanzaError, _ctx: Context) {
    return undefined;
  }
}

@action('Almanac/Get')
export class Forgotten extends Action<'Almanac/Get'> {
  override build = build;

  // @ts-expect-error -- `override` is missing
  errorItemNotFound(_error: StanzaError, _ctx: Context) {
    return undefined;
  }
}

// @ts-expect-error -- the application condition is not declared
@action('Almanac/Get')
export class Undeclared extends Action<'Almanac/Get'> {
  override build = build;

  errorClosedNode(_error: StanzaError, _ctx: Context) {
    return undefined;
  }
}

@action('Almanac/Get', { conditions: [{ name: 'closed-node', xmlns: NS_WEATHER }] })
export class Declared extends Action<'Almanac/Get'> {
  override build = build;

  errorClosedNode(_error: StanzaError, ctx: Context) {
    ctx.deliver('errorclosednode', { jid: 'romeo@montague.example' });
  }
}

// @ts-expect-error -- another application condition is declared
@action('Almanac/Get', { conditions: [{ name: 'node-closed', xmlns: NS_WEATHER }] })
export class DeclaredOther extends Action<'Almanac/Get'> {
  override build = build;

  errorClosedNode(_error: StanzaError, _ctx: Context) {
    return undefined;
  }
}

export function deliver(ctx: Context, error: StanzaError): void {
  ctx.deliver('handle', { celsius: 1 });
  ctx.deliver('erroritemnotfound', error);
  // @ts-expect-error -- no key is made of this method
  ctx.deliver('handel', { celsius: 1 });
  // @ts-expect-error -- wrong content
  ctx.deliver('handle', { celsius: '1' });
  // @ts-expect-error -- content is missing
  ctx.deliver('handle');
  // @ts-expect-error -- the key of another room
  ctx.deliver('server_handle', {});
  // @ts-expect-error -- the room declared this key with a content of its own
  ctx.deliver('errortimeout', error);
}

@action('Almanac/Unlisted')
export class Unlisted extends Action<'Almanac/Unlisted'> {
  override build = build;
}

feature({ name: 'weather', actions: [GetWeather] });
feature({ name: 'weather', actions: [GetWeather, Unlisted] });
