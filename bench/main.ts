// `npm run bench [-- name …]`: ratios against a floor in the same run, and what SPEC's figures promise; writes docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from '../scripts/machine.ts';
import type { Line } from './figure.ts';
import { api } from './figures/api.ts';
import { broadcast, smallBroadcast } from './figures/broadcast.ts';
import { burst } from './figures/burst.ts';
import { claim } from './figures/claim.ts';
import { desk } from './figures/desk.ts';
import { idle } from './figures/idle.ts';
import { notify, smallNotify } from './figures/notify.ts';
import { panel, smallPanel } from './figures/panel.ts';
import { quick } from './figures/quick.ts';
import { taps } from './figures/taps.ts';
import { webhook } from './figures/webhook.ts';
import { onGround } from './ground.ts';

const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const figures = [claim, taps, webhook, burst, api, broadcast, notify, quick, desk, panel];
/** Only when asked for by name. */
const others = [smallBroadcast, smallNotify, smallPanel];
const usual = [...figures.map(({ name }) => name), 'idle'];
const names = [...usual, ...others.map(({ name }) => name)];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no such figure: ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exit(2);
}
const wanted = asked.length > 0 ? asked : usual;

const lines: Line[] = [];
const note = (all: readonly Line[]) => {
  lines.push(...all);
  for (const { what, promised, seen, held } of all)
    console.log(`${held ? '✓' : '✗'} ${what}: ${seen} (${promised})`);
};

const ones = [...figures, ...others].filter(({ name }) => wanted.includes(name));
if (ones.length > 0)
  await onGround(async (ground) => {
    for (const one of ones) note(await one.measure(ground));
  });
if (wanted.includes('idle')) note(await idle());
if (asked.length === 0) writeFileSync(page, withTable(readFileSync(page, 'utf8')));
process.exit(lines.every(({ held }) => held) ? 0 : 1);

/** The table stands between two marks; what people wrote around it stays. */
function withTable(text: string): string {
  const [before = '', rest = ''] = text.split('<!-- figures -->\n');
  const [, after = ''] = rest.split('<!-- end of figures -->');
  const table = [
    `Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench\` on ${machine()}, embedded services.`,
    '',
    '| what | promised | seen |',
    '|---|---|---|',
    ...lines.map(
      ({ what, promised, seen, held }) =>
        `| ${what} | ${promised} | ${held ? '' : '**not held:** '}${seen} |`,
    ),
  ];
  return `${before}<!-- figures -->\n${table.join('\n')}\n<!-- end of figures -->${after}`;
}
