import { expect, test } from 'vitest';
import * as workflows from '../../workflows/index.ts';

test('the bundle’s entry exports workflows and nothing else: every export is a type a client may start', () => {
  const others = Object.entries(workflows).filter(
    ([name, value]) => typeof value !== 'function' || !/^[a-z]\w+Workflow$/.test(name),
  );
  expect(Object.keys(workflows).length).toBeGreaterThan(0);
  expect(others).toEqual([]);
});
