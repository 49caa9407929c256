import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { newTraceId, withTrace } from './trace.ts';

function captured() {
  const stream = new PassThrough();
  const log = createLog({ level: 'info', destination: stream });
  return {
    log,
    lines: () =>
      String(stream.read() ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

test('every line written inside a piece of work carries its trace id, and no other line does', async () => {
  const { log, lines } = captured();
  const id = newTraceId();
  await withTrace(id, async () => {
    await Promise.resolve();
    log.info('inside');
  });
  log.info('outside');
  expect(lines().map((line) => line['trace_id'])).toEqual([id, undefined]);
});

test('an error that names a token or a password is logged without it', () => {
  const { log, lines } = captured();
  log.error(
    {
      err: new Error('GET http://x/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe via amqp://u:pw@h'),
    },
    'failed',
  );
  const text = JSON.stringify(lines());
  expect(text).toContain('<token>');
  expect(text).not.toMatch(/AAHdqTcv|:pw@/);
});

test('whatever was thrown can be logged, and every part of an aggregate', () => {
  const { log, lines } = captured();
  for (const thrown of ['text', null, {}, new AggregateError([new Error('first'), new Error('second')])])
    log.error({ err: thrown }, 'failed');
  const told = lines();
  expect(told).toHaveLength(4);
  expect(JSON.stringify(told.at(-1))).toMatch(/first[\s\S]*second/);
});
