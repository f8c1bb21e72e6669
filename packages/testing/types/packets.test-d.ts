/** What the compiler says about packet keys and their contents. */
import type { Client, ClientOptions } from '@xec/client';
import type {
  HandlerContext,
  KeysMatching,
  Packet,
  PacketBus,
  PacketMap,
  ResultOf,
} from '@xec/xec';
import type { PingServer } from '@xec/xec';
import { GetWeather } from './almanac.test-d.js';

/** Compiles only where `A` and `B` are the same type. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(_claim?: T): void => undefined;

/** Compiles only where `value` is of exactly the type `T`: `is<string>()(value)`. */
const is =
  <T>() =>
  <U>(_value: U, ..._wrong: Same<T, U> extends true ? [] : [never]): void =>
    undefined;

export function subscriptions(bus: PacketBus): void {
  bus.subscribe('almanac_get_handle', ({ key, content, from, seq }) => {
    is<'almanac_get_handle'>()(key);
    is<number>()(content.celsius);
    is<string | undefined>()(from);
    is<number>()(seq);
  });
  bus.subscribe('ping_server_handle', async () => {
    await Promise.resolve();
  });
  bus.subscribe('almanac_by_hand', ({ content }) => content.text.length);

  // Keys and contents of a room that is one declaration: `pepRoom`.
  bus.subscribe('nickname', ({ content }) => {
    is<string>()(content.from);
    is<string | undefined>()(content.content.nick);
    // @ts-expect-error -- what is published stands one deeper
    is<string | undefined>()(content.nick);
  });
  bus.subscribe('nickname_get_handle', ({ content }) => {
    is<string | undefined>()(content.items[0]?.content.nick);
  });
  bus.subscribe('mylocation', ({ content }) => {
    is<number | undefined>()(content.content.lat);
  });
  // @ts-expect-error -- the room's action is `Nickname/Set`
  bus.subscribe('nickname_publish_handle', () => undefined);

  // A key that the engine makes of the action's name and a condition.
  bus.subscribe('almanac_get_errorremoteservernotfound', ({ content }) => {
    is<string | undefined>()(content.text);
  });

  // A wildcard gives all keys that match; the key tells the content.
  bus.subscribe('almanacevent*', (packet) => {
    is<'almanacevent' | 'almanacevent_storm'>()(packet.key);
    if (packet.key === 'almanacevent_storm') is<number>()(packet.content.wind);
    // @ts-expect-error -- only one of the two has it
    is<number>()(packet.content.wind);
  });
  bus.subscribe('*_error*', ({ key }) => key.length);
  bus.subscribe('*', ({ key }) => key.length);

  // @ts-expect-error -- that action tells every refusal under one key
  bus.subscribe('pubsub_delete_errorforbidden', () => undefined);
  // @ts-expect-error -- misspelt
  bus.subscribe('almanac_get_handel', () => undefined);
  // @ts-expect-error -- no key matches
  bus.subscribe('allmanac_*', () => undefined);
  // @ts-expect-error -- upper case is another key
  bus.subscribe('Almanac_Get_Handle', () => undefined);
  // @ts-expect-error -- no such field in the content
  bus.subscribe('almanac_get_handle', ({ content }) => content.fahrenheit);
  bus.subscribe('almanac_get_handle', ({ content }) => {
    // @ts-expect-error -- a number is no text
    const text: string = content.celsius;
    is<string>()(text);
  });
  // @ts-expect-error -- a subscriber is a function
  bus.subscribe('almanac_get_handle', {});
}

export function emitted(ctx: HandlerContext): void {
  ctx.emit('almanac_get_handle', { celsius: 1 });
  // @ts-expect-error -- unknown key
  ctx.emit('almanac_get_handel', { celsius: 1 });
  // @ts-expect-error -- wrong content
  ctx.emit('almanac_get_handle', { celsius: '1' });
  // @ts-expect-error -- content is missing
  ctx.emit('almanac_get_handle', {});
  ctx.learn('contact', 'romeo@montague.example', { subscription: 'both' });
  // @ts-expect-error -- no such subscription
  ctx.learn('contact', 'romeo@montague.example', { subscription: 'all' });
  // @ts-expect-error -- no such section
  ctx.learn('contacts', 'romeo@montague.example', undefined);
}

export function bounded(ctx: HandlerContext): ClientOptions['limits'] {
  is<number>()(ctx.bound('caps.known'));
  // @ts-expect-error -- no such bound
  ctx.bound('caps.knwon');
  // @ts-expect-error -- no such bound
  const misspelt: ClientOptions['limits'] = { bounds: { 'caps.knwon': 1 } };
  return { ...misspelt, bounds: { 'caps.known': 100 } };
}

export async function results(client: Client): Promise<void> {
  const { celsius } = await client.request(new GetWeather({ jid: 'romeo@montague.example' }));
  is<number>()(celsius);
  // @ts-expect-error -- the result has no such field
  is<number>()((await client.request(new GetWeather({ jid: 'romeo@montague.example' }))).wind);
}

isTrue<Same<ResultOf<GetWeather>, { readonly celsius: number }>>();
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it tells nothing more
isTrue<Same<ResultOf<PingServer>, PacketMap['ping_server_handle']>>();
isTrue<Same<KeysMatching<'almanac_get_handle'>, 'almanac_get_handle'>>();
isTrue<Same<KeysMatching<'nothing_*'>, never>>();
isTrue<Same<Packet<'almanacevent'>['content'], { readonly celsius: number }>>();
