import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Connection } from './connection.js';
import { STORES } from './schema.js';

/** A database that says what was done to it. */
class TestDatabase {
  isClosed = false;
  version = 1;
  onversionchange: (() => void) | undefined;
  onclose: (() => void) | undefined;
  readonly objectStoreNames = {
    contains: (name: string) => (STORES as readonly string[]).includes(name),
  };

  close(): void {
    this.isClosed = true;
  }
}

/** A request to open that answers when it is told to. */
class TestRequest {
  result = new TestDatabase();
  error: DOMException | null = null;
  onblocked: (() => void) | undefined;
  onsuccess: (() => void) | undefined;
  onerror: (() => void) | undefined;
}

const scope = globalThis as { indexedDB?: unknown };

let requests: TestRequest[];
let faults: unknown[];
let connection: Connection;

beforeEach(() => {
  jest.useFakeTimers();
  requests = [];
  faults = [];
  scope.indexedDB = {
    open() {
      const request = new TestRequest();
      requests.push(request);
      return request;
    },
  };
  connection = new Connection('xec', (fault) => faults.push(fault));
});

afterEach(() => {
  delete scope.indexedDB;
  jest.useRealTimers();
});

const only = (): TestRequest => {
  expect(requests).toHaveLength(1);
  return requests[0]!;
};

/** Opens, as it mostly goes. */
async function open(): Promise<TestDatabase> {
  const opening = connection.get();
  const request = requests.at(-1)!;
  request.onsuccess?.();
  await opening;
  return request.result;
}

describe('a connection to IndexedDB', () => {
  it('is opened once for all who ask', async () => {
    const both = [connection.get(), connection.get()];
    only().onsuccess?.();
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    expect(await connection.get()).toBe(one);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['another tab is in the way', () => only().onblocked?.()],
    ['the browser does not answer', () => jest.advanceTimersByTime(10_000)],
  ])('is refused while %s, and is there as soon as it opens', async (_why, happen) => {
    const opening = connection.get();
    happen();
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
    await expect(connection.get()).rejects.toMatchObject({ code: 'unavailable' });
    const request = only();
    request.onsuccess?.();
    expect(await connection.get()).toBe(request.result);
  });

  it('tries again after opening failed', async () => {
    const opening = connection.get();
    const request = only();
    request.error = new DOMException('', 'UnknownError');
    request.onerror?.();
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
    expect((await open()).isClosed).toBe(false);
  });

  it('makes way for another tab that upgrades or deletes, and comes back', async () => {
    const db = await open();
    db.onversionchange?.();
    expect(db.isClosed).toBe(true);
    expect(await open()).not.toBe(db);
    expect(faults).toEqual([]);
  });

  it('comes back after the browser closed it, and tells', async () => {
    const db = await open();
    db.onclose?.();
    expect(await open()).not.toBe(db);
    expect(faults).toEqual([expect.objectContaining({ code: 'unavailable' })]);
  });

  it('is closed at once when it opens after its end', async () => {
    const opening = connection.get();
    connection.close();
    only().onsuccess?.();
    await expect(opening).rejects.toMatchObject({ code: 'closed' });
    expect(only().result.isClosed).toBe(true);
    await expect(connection.get()).rejects.toMatchObject({ code: 'closed' });
  });

  it('is refused where IndexedDB may not be used', async () => {
    scope.indexedDB = {
      open() {
        throw new DOMException('', 'SecurityError');
      },
    };
    await expect(connection.get()).rejects.toMatchObject({ code: 'refused' });
  });

  it('is refused where there is no IndexedDB', async () => {
    scope.indexedDB = undefined;
    await expect(connection.get()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('there is no IndexedDB here'),
    });
  });
});
