import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPortMemory } from './launcher/port-memory.ts';
import { placesOf } from './paths.ts';
import { freePort } from './ports.ts';
import { tempFolder } from './testing.ts';

const wish = [{ name: 'main', preferred: [] }];

function memory(cache: string) {
  const data = tempFolder(onTestFinished);
  const places = placesOf({ ZAPIS_DATA_DIR: data, ZAPIS_CACHE_DIR: cache });
  return { places, open: () => openPortMemory(places) };
}

async function listenOn(port: number): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

test('a folder gets its ports of last time again, and others when they are busy', async () => {
  const { open } = memory(tempFolder(onTestFinished));
  const first = open();
  const { main = 0 } = await first.choose('x', wish);
  first.close();
  const second = open();
  expect(await second.choose('x', wish)).toEqual({ main });
  second.close();
  await listenOn(main);
  const third = open();
  expect(await third.choose('x', wish)).not.toEqual({ main });
  third.close();
});

test('a port that was asked for comes before the one of last time', async () => {
  const { open } = memory(tempFolder(onTestFinished));
  const first = open();
  await first.choose('x', wish);
  first.close();
  const wanted = await freePort(
    [],
    () => true,
    () => {},
  );
  const second = open();
  expect(await second.choose('x', [{ name: 'main', wanted, preferred: [] }])).toEqual({ main: wanted });
  second.close();
});

test('two checkouts that choose at the same moment never get the same port', async () => {
  const cache = join(tempFolder(onTestFinished), 'cache');
  const preferred = await freePort(
    [],
    () => true,
    () => {},
  );
  const memories = [memory(cache).open(), memory(cache).open()];
  onTestFinished(() => {
    for (const one of memories) one.close();
  });
  const chosen = await Promise.all(
    memories.map((one) => one.choose('x', [{ name: 'main', preferred: [preferred] }])),
  );
  expect(chosen[0]).not.toEqual(chosen[1]);
});

test('a port a person named is that one or none: busy, the start says so', async () => {
  const { open } = memory(tempFolder(onTestFinished));
  const wanted = await freePort(
    [],
    () => true,
    () => {},
  );
  await listenOn(wanted);
  const ports = open();
  onTestFinished(() => ports.close());
  const chosen = ports.choose('roles', [{ name: 'admin', wanted, preferred: [] }]);
  await expect(chosen).rejects.toThrow(`Port ${wanted}, named for admin, is taken`);
});

test('a well-known port that is free again comes before the one of last time', async () => {
  const { open } = memory(tempFolder(onTestFinished));
  const known = await freePort(
    [],
    () => true,
    () => {},
  );
  const first = open();
  await first.choose('x', wish);
  first.close();
  const second = open();
  onTestFinished(() => second.close());
  expect(await second.choose('x', [{ name: 'main', preferred: [known] }])).toEqual({ main: known });
});
