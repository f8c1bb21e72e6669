/**
 * Jest's words. Where no Jest runs they are not there, and nothing here needs them: programs that
 * start a server may load this package, too, which importing `@jest/globals` would forbid them.
 */
type Jest = typeof import('@jest/globals');

// Jest puts them there; outside of it they are undefined, and whoever calls them is no test.
const jest = globalThis as unknown as Jest;

export const afterAll: Jest['afterAll'] = jest.afterAll;
export const afterEach: Jest['afterEach'] = jest.afterEach;
export const beforeAll: Jest['beforeAll'] = jest.beforeAll;
export const beforeEach: Jest['beforeEach'] = jest.beforeEach;
export const describe: Jest['describe'] = jest.describe;
export const expect: Jest['expect'] = jest.expect;
export const it: Jest['it'] = jest.it;
