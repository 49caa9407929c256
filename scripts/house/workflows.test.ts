import { expect, test } from 'vitest';
import { workflowTypes } from '../../contracts/workflows/types.ts';
import * as workflows from '../../workflows/index.ts';

test('the bundle’s entry exports workflows and nothing else: every export is a type a client may start', () => {
  const others = Object.entries(workflows).filter(
    ([name, value]) => typeof value !== 'function' || !/^[a-z]\w+Workflow$/.test(name),
  );
  expect(Object.keys(workflows).length).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test('operators are shown every kind of workflow there is', () => {
  expect([...workflowTypes].toSorted()).toEqual(Object.keys(workflows).toSorted());
});
