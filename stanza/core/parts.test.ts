import { describe, expect, it } from '@jest/globals';
import { PartsReader, parse, type Part } from './index.js';

interface Said {
  readonly order: readonly string[];
}

const part = (name: string, ...namespaces: string[]): Part<Said> => ({
  namespaces,
  read: (_el, into) => {
    into.order = [...(into.order ?? []), name];
  },
});

describe('parts of an element', () => {
  const reader = new PartsReader<Said>([
    part('first', 'urn:a'),
    part('second', 'urn:b', 'urn:c'),
    part('third', 'urn:a', 'urn:d'),
  ]);
  const read = (xml: string): readonly string[] | undefined => {
    const said: { order?: readonly string[] | undefined } = {};
    reader.read(parse(xml), said);
    return said.order;
  };

  it('are read in the order of the list, each once, whatever the order of the children', () => {
    expect(read(`<x><d xmlns='urn:d'/><c xmlns='urn:c'/>text<b xmlns='urn:b'/></x>`)).toEqual([
      'second',
      'third',
    ]);
    expect(read(`<x xmlns:p='urn:a'><p:a/></x>`)).toEqual(['first', 'third']);
  });

  it('are not read where none of their namespaces is', () => {
    expect(
      read(`<x xmlns='urn:a'><y xmlns='urn:e'><z xmlns='urn:a'/></y>text</x>`),
    ).toBeUndefined();
  });

  it('with names are read where a child has one of them, and the others as ever', () => {
    const named = new PartsReader<Said>([
      { ...part('one', 'urn:a'), names: ['b', 'c'] },
      { ...part('two', 'urn:a'), names: ['c'] },
      part('any', 'urn:a'),
    ]);
    const readNamed = (xml: string): readonly string[] | undefined => {
      const said: { order?: readonly string[] | undefined } = {};
      named.read(parse(xml), said);
      return said.order;
    };
    expect(readNamed(`<x xmlns='urn:a'><b/></x>`)).toEqual(['one', 'any']);
    expect(readNamed(`<x xmlns:p='urn:a'><p:c/></x>`)).toEqual(['one', 'two', 'any']);
    expect(readNamed(`<x xmlns='urn:a'><d/></x>`)).toEqual(['any']);
    expect(readNamed(`<x><c xmlns='urn:b'/></x>`)).toBeUndefined();
  });

  it('are as many as a number has bits for', () => {
    const many = Array.from({ length: 31 }, (_, at) => part(String(at), `urn:${String(at)}`));
    const said: { order?: readonly string[] | undefined } = {};
    new PartsReader(many).read(parse(`<x><a xmlns='urn:30'/><a xmlns='urn:0'/></x>`), said);
    expect(said.order).toEqual(['0', '30']);
    expect(() => new PartsReader([...many, part('more', 'urn:31')])).toThrow(
      'expected 31 parts at most, got 32',
    );
  });
});
