import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { roleNames } from '../../config/load.ts';
import { root, service } from './compose.ts';
import { copyOf, readDockerfile, runtimeOf } from './dockerfile.ts';
import { contextOf } from './image.ts';

const stages = readDockerfile(root);
const names = stages.map((stage) => stage.name);

test('every stage stands on a pinned Node with glibc, all on the same one, or on a stage above it', () => {
  const bases = stages.filter((stage, index) => !names.slice(0, index).includes(stage.from));
  expect(new Set(bases.map((stage) => stage.from)).size).toBe(1);
  expect(bases[0]?.from).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
});

test('what is copied exists, in the context or in a stage above', () => {
  const context = contextOf(root);
  for (const { instructions, name } of stages)
    for (const instruction of instructions.filter((one) => one.word === 'COPY')) {
      const { from, sources } = copyOf(instruction);
      if (from) expect(names.slice(0, names.indexOf(name))).toContain(from);
      else
        for (const source of sources) {
          expect(existsSync(join(root, source)), source).toBe(true);
          expect(source === '.' || context.has(source), `${source} is kept out by .dockerignore`).toBe(true);
        }
    }
});

test('the build context has what is compiled, and neither secrets nor history', () => {
  const context = contextOf(root);
  const { include } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')) as {
    include: string[];
  };
  for (const room of include.filter((one) => existsSync(join(root, one))))
    expect(context.has(room)).toBe(true);
  for (const path of ['deploy', 'deploy/secrets/bot_token', '.git', '.env', 'node_modules', '.zapis', 'dist'])
    expect(context.has(path), path).toBe(false);
});

describe.each(roleNames)('target %s', (role) => {
  const runtime = runtimeOf(stages, role);

  test('runs its role, as nobody, and stops on SIGTERM', () => {
    expect(runtime.command.slice(-2)).toEqual(['role', role]);
    expect(runtime.user).toBe('65534:65534');
    expect(runtime.stopSignal).toBe('SIGTERM');
    expect(runtime.env).toEqual({ NODE_ENV: 'production' });
  });

  test('is checked for health in the same way by the image and by Compose', () => {
    expect(['CMD', ...runtime.health]).toEqual(service(role).healthcheck?.test);
  });
});
