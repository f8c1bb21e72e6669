/** A protocol of one's own, from the namespace to the packet keys. */
export { GetWeather, WeatherAlert, WeatherStation, weather, weatherStation } from './weather.js';
