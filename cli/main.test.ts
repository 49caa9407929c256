import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

test.each(['constructor', 'toString', '__proto__', 'nonsense'])(
  'the verb %s is none: the usage is told',
  (verb) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, verb], { encoding: 'utf8' });
    expect(stderr).toContain('Usage: zapis');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  },
);
