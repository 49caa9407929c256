import { expect, test } from 'vitest';
import { paired } from './pairing.ts';

test('a line goes to whom nothing else fits, and each line to one only', () => {
  const both = ['here', 'there'];
  expect(paired([both, ['here']], ['here', 'there'])).toEqual({ served: [true, true], left: [] });
  expect(paired([['here'], ['here']], ['here'])).toEqual({ served: [true, false], left: [] });
  expect(paired([['here']], ['here', 'here'])).toEqual({ served: [true], left: ['here'] });
});

test('whoever is first keeps a line, if it has to be another one', () => {
  const served = paired([['a', 'b'], ['a'], ['b']], ['b', 'a']);
  expect(served).toEqual({ served: [true, true, false], left: [] });
});
