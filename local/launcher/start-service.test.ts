import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Places, placesOf } from '../paths.ts';
import type { Candidate, Service } from '../services/service.ts';
import { tempFolder } from '../testing.ts';
import { stopPrograms } from './running.ts';
import { openSession, type Session } from './session.ts';
import { startService } from './start-service.ts';

const webServer = `require('node:http').createServer((q,s)=>s.end(process.argv[2])).listen(Number(process.argv[1]),'127.0.0.1')`;

/** A service whose engines are small web servers that say their name. */
function service(change: Partial<Service> = {}): Service {
  return {
    name: 'mongodb',
    title: 'Dummy',
    variable: 'DUMMY_URL',
    example: 'http://host',
    ports: [{ name: 'main', preferred: [] }],
    candidates: [candidate('first'), candidate('second')],
    readyWithinMs: 60_000,
    probe: async (url) => {
      try {
        return { ok: true, version: await (await fetch(url)).text() };
      } catch {
        return { ok: false, fault: { kind: 'unreachable', detail: 'nothing listens there' } };
      }
    },
    remedy: () => 'apt-get install dummy',
    ...change,
  };
}

function candidate(id: string, script = webServer): Candidate {
  return {
    id,
    prepare: async () => ({
      ok: true,
      engine: {
        what: id,
        version: '1',
        dataKey: id,
        launch: ({ ports }) => ({
          url: `http://127.0.0.1:${ports['main']}`,
          programs: [
            {
              name: 'dummy',
              command: process.execPath,
              args: ['-e', script, String(ports['main']), id],
              graceMs: 2_000,
            },
          ],
        }),
      },
    }),
  };
}

async function session(env: NodeJS.ProcessEnv = {}, places?: Places): Promise<Session> {
  const folder = places?.data ?? tempFolder(onTestFinished);
  const all = { ...process.env, ZAPIS_DATA_DIR: folder, ZAPIS_CACHE_DIR: join(folder, 'cache'), ...env };
  const opened = await openSession(placesOf(all), all);
  if (!opened.ok) throw new Error('locked');
  onTestFinished(() => opened.session.close());
  return opened.session;
}

async function begin(session: Session, wanted: Service, useConfigured = false) {
  const said: string[] = [];
  const say = (stage: string) => void said.push(stage);
  const running = await startService(session, wanted, { say, onHappening: say, useConfigured });
  onTestFinished(() => stopPrograms(running.programs));
  return { running, said };
}

test('the first candidate that works is used', async () => {
  const missing: Candidate = { id: 'missing', prepare: async () => ({ ok: false, why: 'not here' }) };
  const { running } = await begin(await session(), service({ candidates: [missing, candidate('second')] }));
  expect(running).toMatchObject({ what: 'second', source: 'embedded' });
});

test('an engine that fails the gate is stopped and the next one is used', async () => {
  const asked: string[] = [];
  const here = await session();
  const gate = async (url: string) => {
    const name = await (await fetch(url)).text();
    asked.push(name);
    return name === 'first'
      ? ({ ok: false, why: 'sold one seat too many' } as const)
      : ({ ok: true } as const);
  };
  const { running, said } = await begin(here, service({ gate }));
  expect(running.what).toBe('second');
  expect(said.join('\n')).toContain('first is not used: sold one seat too many');
  expect(here.records.all()).toHaveLength(1);
  expect(asked).toEqual(['first', 'second']);
});

test('a gate once passed is not asked again for the same engine and data', async () => {
  let asked = 0;
  const gate = async () => {
    asked += 1;
    return { ok: true } as const;
  };
  const here = await session();
  await stopPrograms((await begin(here, service({ gate }))).running.programs);
  await begin(here, service({ gate }));
  expect(asked).toBe(1);
});

test('an engine that ends at once gives way to the next, and nothing of it is left', async () => {
  const here = await session();
  const broken = candidate('broken', 'console.error("cannot load library"); process.exit(1)');
  const { running, said } = await begin(here, service({ candidates: [broken, candidate('second')] }));
  expect(running.what).toBe('second');
  expect(said.join('\n')).toContain('cannot load library');
  expect(here.records.all().map((one) => one.pid)).toEqual([running.programs[0]?.pid]);
});

test('when nothing works the sentence says why and what to type', async () => {
  const here = await session();
  const missing: Candidate = { id: 'missing', prepare: async () => ({ ok: false, why: 'no dummy on PATH' }) };
  await expect(begin(here, service({ candidates: [missing] }))).rejects.toThrow(
    /Dummy could not be brought up \(no dummy on PATH\)\. Type: {2}apt-get install dummy/,
  );
  expect(here.records.all()).toEqual([]);
});

test('a folder stays with the engine that wrote its data', async () => {
  const here = await session();
  const keeps = (one: Candidate): Candidate => ({
    ...one,
    prepare: async (bench) => {
      const prepared = await one.prepare(bench);
      if (!prepared.ok) return prepared;
      const { engine } = prepared;
      const launch: typeof engine.launch = (place) => {
        const launched = engine.launch(place);
        const [program] = launched.programs;
        if (!program) return launched;
        const script = `require('node:fs').mkdirSync(process.argv[3],{recursive:true});${webServer}`;
        const [, , port = '', name = ''] = program.args;
        return { ...launched, programs: [{ ...program, args: ['-e', script, port, name, place.data] }] };
      };
      return { ok: true, engine: { ...engine, launch } };
    },
  });
  const second = keeps(candidate('second'));
  await stopPrograms((await begin(here, service({ candidates: [second] }))).running.programs);
  const { running } = await begin(here, service({ candidates: [keeps(candidate('first')), second] }));
  expect(running.what).toBe('second');
});

test('a candidate can be forced, and a wrong name is answered with the right ones', async () => {
  const forced = await begin(await session({ ZAPIS_MONGODB_BACKEND: 'second' }), service());
  expect(forced.running.what).toBe('second');
  await expect(begin(await session({ ZAPIS_MONGODB_BACKEND: 'typo' }), service())).rejects.toThrow(
    /Choose one of: first, second/,
  );
});

test('a configured service is used as it is; a wrong one is a sentence without its password', async () => {
  const server = createServer((_request, response) => response.end('9.9'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const right = await begin(await session({ DUMMY_URL: `http://127.0.0.1:${port}` }), service(), true);
  expect(right.running).toMatchObject({ source: 'real', version: '9.9', programs: [] });
  const wrong = session({ DUMMY_URL: 'http://user:s3cret@127.0.0.1:1' });
  const attempt = begin(await wrong, service(), true);
  await expect(attempt).rejects.toThrow(
    /Dummy at http:\/\/user:\*\*\*@127\.0\.0\.1:1 \(DUMMY_URL\) cannot be reached/,
  );
});

test('a full disk or a folder that cannot be written is a sentence, not a stack', async () => {
  const full: Candidate = {
    id: 'full',
    prepare: async () => {
      throw Object.assign(new Error('write'), { code: 'ENOSPC' });
    },
  };
  await expect(begin(await session(), service({ candidates: [full] }))).rejects.toThrow(
    /disk .* is full.*Free some space/,
  );
});

test('two launchers never share a data folder', async () => {
  const here = await session();
  const again = await openSession(here.places);
  expect(again).toMatchObject({ ok: false, holder: { pid: process.pid } });
});

test('its output is in a log of its own', async () => {
  const here = await session();
  const chatty = candidate('first', `console.log('hello from the engine');${webServer}`);
  await begin(here, service({ candidates: [chatty] }));
  expect(existsSync(join(here.places.logs, 'dummy.log'))).toBe(true);
  expect(readFileSync(join(here.places.logs, 'dummy.log'), 'utf8')).toContain('hello from the engine');
});
