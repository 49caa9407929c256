import { expect, test } from 'vitest';
import { roleChange } from './role-change.ts';

test('the last admin stays one; anybody else may become anything or leave', () => {
  expect(roleChange('admin', 'viewer', 1)).toBe('last_admin');
  expect(roleChange('admin', null, 1)).toBe('last_admin');
  expect(roleChange('admin', null, 2)).toBe('fine');
  expect(roleChange('viewer', 'admin', 1)).toBe('fine');
  expect(roleChange('specialist', null, 1)).toBe('fine');
  expect(roleChange('admin', 'admin', 1)).toBe('same');
});
