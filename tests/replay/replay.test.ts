import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  type BundleOptions,
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import * as booking from '../../contracts/workflows/booking.ts';
import * as broadcast from '../../contracts/workflows/broadcast.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const logger = new DefaultLogger('ERROR');
const bundle = (changes: Partial<BundleOptions> = {}) =>
  bundleWorkflowCode({ workflowsPath: at('../../workflows/index.ts'), logger, ...changes });
const textOf = (file: string) => readFileSync(at(`histories/${file}`), 'utf8');
const historyOf = (file: string) => historyFromJSON(JSON.parse(textOf(file)));
const recorded = readdirSync(at('histories')).filter((file) => file.endsWith('.json'));

/** What became of each recorded history. */
const today = new Map<string, Error | undefined>();
beforeAll(async () => {
  Runtime.install({ logger });
  for await (const { workflowId, error } of replays(await bundle(), recorded)) today.set(workflowId, error);
}, 120_000);

/** The workflows with one file of theirs replaced. */
const without = (file: string, stand: string): Promise<WorkflowBundleWithSourceMap> =>
  bundle({
    webpackConfigHook: (config) => {
      const known = config.resolve?.alias;
      const alias = { ...(Array.isArray(known) ? {} : known), [at(file)]: at(stand) };
      return { ...config, resolve: { ...config.resolve, alias } };
    },
  });

const replays = (workflowBundle: WorkflowBundleWithSourceMap, files: readonly string[]) =>
  Worker.runReplayHistories(
    { workflowBundle },
    files.map((file) => ({ workflowId: file, history: historyOf(file) })),
  );

async function oneIsRefused(broken: WorkflowBundleWithSourceMap): Promise<boolean> {
  for await (const { error } of replays(broken, recorded)) if (error) return true;
  return false;
}

describe('recorded histories', () => {
  test.each(recorded)('%s replays against today’s workflows', (file) => {
    expect(today.has(file)).toBe(true);
    expect(today.get(file)).toBeUndefined();
  });

  test('every signal and update of a booking and of a broadcast occurs in one of them', () => {
    const all = recorded.map(textOf).join('\n');
    const definitions = [booking.pressSignals, booking, broadcast].flatMap((part) =>
      Object.values<unknown>(part),
    );
    const names = definitions.flatMap((one) => (isHandled(one) ? [one.name] : []));
    expect(names.length).toBeGreaterThan(20);
    const occurs = (name: string) => new RegExp(`"(signalName|name)": ?"${name}"`).test(all);
    expect(names.filter((name) => !occurs(name))).toEqual([]);
  });

  test.each([
    ['booking/outbox-lane.ts', 'no-outbox-lane.ts'],
    ['booking/timers.ts', 'no-timers.ts'],
    ['booking/describe.ts', 'no-describe.ts'],
    ['broadcast/lanes.ts', 'no-broadcast-lanes.ts'],
    ['reconcile/workflow.ts', 'reconcile-without-a-step.ts'],
  ])('workflows that lost a step (%s) are refused: replay has teeth', async (file, stand) => {
    const broken = await without(`../../workflows/${file}`, `./broken/${stand}`);
    expect(await oneIsRefused(broken)).toBe(true);
  });
});

function isHandled(one: unknown): one is { readonly type: 'signal' | 'update'; readonly name: string } {
  const type = (one as { type?: unknown } | null)?.type;
  return type === 'signal' || type === 'update';
}
