import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { interruption } from './interruption.ts';
import { type Means, runAll, summaryOf } from './run.ts';
import { broken, type Context, ok, runNode, type Step } from './step.ts';

const step = (name: string, verify: boolean, run: Step['run'] = async () => ok): Step => ({
  name,
  what: name,
  verify,
  run,
});

function means(over: Partial<Means> = {}): Means & { readonly said: string[] } {
  const said: string[] = [];
  const context: Context = {
    root: process.cwd(),
    env: process.env,
    outFolder: '/nowhere',
    signal: new AbortController().signal,
  };
  const bringUp = async () => ({ env: {}, stop: async () => {} });
  return { context, say: (text) => said.push(text), bringUp, ...over, said };
}

test('services that do not come up are a failed step: the counts stay, the final line is printed', async () => {
  const here = means({ bringUp: () => Promise.reject(new Error('no room on the disk')) });
  const outcomes = await runAll([step('unit', true), step('e2e', false)], here);
  expect(here.said.join('\n')).toContain('no room on the disk');
  const summary = summaryOf(outcomes);
  expect(summary.text).toContain('e2e, as a whole (no services)');
  expect(summary.text.split('\n').at(-1)).toBe('1 passed, 1 failed');
});

test('the last line is the counts and nothing else, with skipped tests named before it', () => {
  const outcomes = new Map([['unit', { passed: 4, failed: 0, skipped: ['a (no docker)'] }]]);
  const lines = summaryOf(outcomes).text.split('\n');
  expect(lines.at(-1)).toBe('4 passed, 0 failed');
  expect(lines).toContain('  skipped: a (no docker)');
  expect(lines).toContain('  1 skipped');
});

test('how long a step took, and its longest tests, stand in the summary', async () => {
  const slow = step('unit', true, async () => ({ ...ok, slowest: ['9 s, a crowd'] }));
  const lines = summaryOf(await runAll([slow], means())).text.split('\n');
  expect(lines).toContain('  unit         1 passed, 0 failed  (0 s)');
  expect(lines).toContain('  slow: unit, 9 s, a crowd');
});

test('what failed is named once more at the end: the output above may be long, or cut', async () => {
  const failing = step('unit', true, async () => ({
    ...broken,
    failures: ['a.test.ts: a seat is sold twice: 2'],
  }));
  const lines = summaryOf(await runAll([failing], means())).text.split('\n');
  expect(lines).toContain('  failed: unit, a.test.ts: a seat is sold twice: 2');
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});

test('the services are stopped when a step throws, and the others still run', async () => {
  let stopped = 0;
  const here = means({ bringUp: async () => ({ env: {}, stop: async () => void (stopped += 1) }) });
  const throwing = step('integration', false, () => Promise.reject(new Error('broke')));
  const outcomes = await runAll([throwing, step('e2e', false)], here);
  expect(stopped).toBe(1);
  expect(summaryOf(outcomes).text).toContain('1 passed, 1 failed');
});

test('an interruption ends the program that runs, stops the services, and names what did not run', async () => {
  const ended = new AbortController();
  let stopped = 0;
  const here = means({ bringUp: async () => ({ env: {}, stop: async () => void (stopped += 1) }) });
  const context = { ...here.context, signal: ended.signal };
  const long = step('integration', false, async (context) => {
    const code = runNode(['-e', 'setInterval(() => {}, 1000)'], context);
    ended.abort();
    return { passed: 0, failed: (await code) === 0 ? 0 : 1, skipped: [] };
  });
  const outcomes = await runAll([long, step('e2e', false)], { ...here, context });
  expect(stopped).toBe(1);
  expect(outcomes.get('integration')?.failed).toBe(1);
  expect(outcomes.get('e2e')?.skipped).toEqual(['e2e, as a whole (interrupted)']);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s interrupts, and the code is not zero', (name, code) => {
  const heard = interruption();
  try {
    expect(heard.code()).toBeUndefined();
    process.emit(name, name);
    expect(heard.signal.aborted).toBe(true);
    expect(heard.code()).toBe(code);
  } finally {
    heard.close();
  }
});

test('the end of the script that started us interrupts, too', async () => {
  const module = new URL('./interruption.ts', import.meta.url).href;
  const script = `const { interruption } = await import(${JSON.stringify(module)});
    const heard = interruption();
    const busy = setInterval(() => {}, 1000);
    heard.signal.addEventListener('abort', () => { clearInterval(busy); process.exitCode = heard.code(); });
    process.send('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([129, null]);
});

test('a step beside the others runs with the quick ones and with those that need services; its output comes in one piece', async () => {
  const here = means();
  const [quickDone, servicesDone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const local: Step = {
    ...step('local', false, async ({ hold }) => {
      hold?.(Buffer.from('half a line, '));
      await quickDone.promise;
      await servicesDone.promise;
      hold?.(Buffer.from('and the rest'));
      return ok;
    }),
    beside: true,
  };
  const ends = (done: PromiseWithResolvers<void>) => async () => {
    done.resolve();
    return ok;
  };
  const steps = [local, step('unit', true, ends(quickDone)), step('e2e', false, ends(servicesDone))];
  const outcomes = await runAll(steps, here);
  expect([...outcomes.keys()]).toEqual(['local', 'unit', 'e2e']);
  expect(here.said.at(-1)).toContain('half a line, and the rest');
});

test('what brings up its own begins when the services are there: before that they may still be built', async () => {
  const here = means();
  const [quickDone, built] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const order: string[] = [];
  const noted = (name: string, verify: boolean): Step =>
    step(name, verify, async () => {
      await Promise.resolve();
      order.push(name);
      if (verify) quickDone.resolve();
      return ok;
    });
  const bringUp: Means['bringUp'] = async (say) => {
    say('building');
    await quickDone.promise;
    await built.promise;
    return { env: {}, stop: async () => {} };
  };
  const run = runAll([noted('unit', true), { ...noted('local', false), beside: true }, noted('e2e', false)], {
    ...here,
    bringUp,
  });
  await quickDone.promise;
  expect(order).toEqual(['unit']);
  built.resolve();
  await run;
  expect(order.toSorted()).toEqual(['e2e', 'local', 'unit']);
  // Not between the lines of the quick steps.
  expect(here.said.findIndex((text) => text === 'building')).toBeGreaterThan(
    here.said.findIndex((text) => text.includes('unit')),
  );
});

test('what reads what the others left behind comes after all of them, without services', async () => {
  const order: string[] = [];
  let broughtUp = 0;
  const here = means({
    bringUp: async () => {
      broughtUp += 1;
      return { env: {}, stop: async () => {} };
    },
  });
  const noted = (name: string, more: Partial<Step> = {}): Step => ({
    ...step(name, false, async () => {
      await Promise.resolve();
      order.push(name);
      return ok;
    }),
    ...more,
  });
  const last = noted('requirements', { last: true });
  await runAll([last], here);
  expect(broughtUp).toBe(0);
  await runAll([last, noted('local', { beside: true }), noted('e2e')], here);
  expect(order.at(-1)).toBe('requirements');
  expect(order.toSorted()).toEqual(['e2e', 'local', 'requirements', 'requirements']);
});
