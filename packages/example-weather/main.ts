/**
 * `node dist/main.js ws://127.0.0.1:5280/xmpp-websocket`: asks a station, hears its alert, ends.
 *
 * Two accounts of the devserver, alice and bob, play asker and station.
 */
import { createClient } from '@xec/client';
import { GetWeather, weather, weatherStation } from './weather.js';

const service = process.argv[2];
if (service === undefined) throw new Error('expected the address of a devserver, got nothing');

const account = (name: string) => ({ jid: `${name}@localhost`, password: `${name}-pw`, service });
const asker = createClient({ ...account('alice'), features: [weather] });
const station = createClient({ ...account('bob'), features: [weatherStation] });

asker.packets.subscribe('weather_get_handle', ({ key, content }) => {
  console.log(key, JSON.stringify(content));
});
const alert = new Promise<void>((resolve) => {
  asker.packets.subscribe('weatheralert', ({ key, content }) => {
    console.log(key, JSON.stringify(content));
    resolve();
  });
});

await Promise.all([asker.connect(), station.connect()]);
const { celsius } = await asker.request(
  new GetWeather({ jid: station.jid.toString(), asked: 'before leaving' }),
);
await alert;
console.log(`it is ${String(celsius)} °C`);
await Promise.all([asker.disconnect(), station.disconnect()]);
