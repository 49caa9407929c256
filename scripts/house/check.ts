// Checks what the linter cannot see: every file lies in a room, has a plain name and a size one can read.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { allRooms } from './rooms.ts';

const limits = { median: 80, p95: 250, most: 400 } as const;

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
});
const files = listed.split('\n').filter((file) => /\.(ts|tsx|mts|mjs|js)$/.test(file));
const faults: string[] = [];

const isTest = (file: string) => /(^|\/)(tests?|fixtures|generated|bench)\/|\.test\.|\.d\.ts$/.test(file);

for (const file of files) {
  const [room = '', ...rest] = file.split('/');
  if (rest.length === 0) {
    if (!/^[\w-]+\.config\.ts$/.test(file))
      faults.push(
        `${file}: only configuration files lie at the root; put it in a room: ${allRooms.join(', ')}`,
      );
    continue;
  }
  if (!allRooms.includes(room))
    faults.push(
      `${file}: "${room}" is no room; rooms are listed in scripts/house/rooms.ts: ${allRooms.join(', ')}`,
    );
  const name = rest.at(-1) ?? '';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name))
    faults.push(`${file}: name files in lower case with dashes, in the words of docs/terms.md`);
  if (
    isTest(file) &&
    /\.test\.tsx?$/.test(name) &&
    !/\bexpect\b|\bassert\b|\bfc\./.test(readFileSync(file, 'utf8'))
  )
    faults.push(`${file}: a test file that checks nothing`);
}

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
const sizes = files.filter((file) => !isTest(file)).map((file) => ({ file, lines: lines(file) }));
sizes.sort((a, b) => a.lines - b.lines);
const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;
if (at(0.5) > limits.median) faults.push(`half of the files are over ${limits.median} lines: split them`);
if (at(0.95) > limits.p95) faults.push(`one file in twenty is over ${limits.p95} lines: split them`);
for (const { file, lines: count } of sizes)
  if (count > limits.most) faults.push(`${file}: ${count} lines; nothing is over ${limits.most}`);

const figures = `${sizes.length} files · median ${at(0.5)} · 19 of 20 within ${at(0.95)} · longest ${sizes.at(-1)?.lines ?? 0} lines`;
process.stdout.write(faults.length === 0 ? `${figures}\n` : `${faults.join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
