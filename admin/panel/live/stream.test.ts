import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { Bell } from './bell.ts';
import { streamPage } from './stream.ts';

test('looks that nothing rang for take nothing from those that somebody waits for', async () => {
  const bell = new Bell();
  let looks = 0;
  const app = express().get('/', (_request, response) => {
    const draw = () => Promise.resolve({ html: `look ${(looks += 1)}`, isMoving: true });
    // Whoever had used up the quick ones would wait here for longer than the test may take.
    void streamPage(response, draw, bell, { everyMs: 1, movingEveryMs: 1, atMostEveryMs: 600_000 });
  });
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((listens) => server.once('listening', listens));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  let seen = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk;
    if (seen.includes('look 7\n')) bell.ring();
    if (seen.includes('look 9\n')) break;
  }
  expect(seen).toContain('look 8\n');
});
