/** `PUT` by XMLHttpRequest, which tells browsers how far it is. */
import { headersFor, type Put } from './put.js';

export const putByXhr: Put = (slot, file, options) =>
  new Promise((resolve, reject) => {
    const { signal, onProgress } = options;
    const request = new XMLHttpRequest();
    request.open('PUT', slot.put);
    for (const [name, value] of headersFor(slot, options)) {
      // Browsers keep this one for themselves, and say so loudly.
      if (name.toLowerCase() !== 'cookie') request.setRequestHeader(name, value);
    }
    const giveUp = (): void => {
      request.abort();
    };
    const end = (how: () => void): void => {
      signal?.removeEventListener('abort', giveUp);
      how();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded, total);
    request.onload = () => {
      end(() => {
        if (isElsewhere(request.responseURL, slot.put))
          reject(new Error('the service led elsewhere'));
        else resolve(request.status);
      });
    };
    request.onerror = () => {
      end(() => {
        reject(new Error('the request failed'));
      });
    };
    request.onabort = () => {
      end(() => {
        reject(new Error('the request was given up'));
      });
    };
    request.send(file);
  });

/** XMLHttpRequest follows redirects by itself; its file then is not where it belongs. */
const isElsewhere = (answered: string, asked: string): boolean =>
  answered !== '' && new URL(answered).href !== new URL(asked).href;
