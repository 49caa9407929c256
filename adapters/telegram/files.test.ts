import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createPeoplesFiles } from './files.ts';

const token = '1234567:a-secret-of-the-bot';

type Says = { readonly status: number; readonly ok: boolean; readonly description?: string };

/** A Telegram that gives out what stands under `/file/`, under the path that getFile named. */
async function telegram(path: string, give: RequestListener, says: Says = { status: 200, ok: true }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (!request.url?.startsWith('/file/')) {
      response.writeHead(says.status, { 'content-type': 'application/json' });
      return void response.end(
        JSON.stringify(
          says.ok
            ? { ok: true, result: { file_path: path } }
            : {
                ok: false,
                error_code: says.status,
                description: says.description ?? 'Bad Request: wrong file_id',
              },
        ),
      );
    }
    return give(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, files: createPeoplesFiles({ token, apiRoot: `http://127.0.0.1:${port}/` }), server };
}

const bytesOf = async (opened: Awaited<ReturnType<ReturnType<typeof createPeoplesFiles>['open']>>) =>
  typeof opened === 'string' ? opened : (await buffer(opened.parts)).toString();

test('a file is fetched from where Telegram says it is', async () => {
  const { files, asked } = await telegram('photos/file_1.jpg', (_request, response) => response.end('bytes'));
  expect(await bytesOf(await files.open('F1'))).toBe('bytes');
  expect(asked).toEqual([`/bot${token}/getFile`, `/file/bot${token}/photos/file_1.jpg`]);
});

test('what Telegram gives out no more is gone; while it fails, is not there or sends us elsewhere, it is away', async () => {
  const none: RequestListener = (_request, response) => void response.writeHead(404).end();
  const refused = await telegram('x', none, { status: 400, ok: false });
  expect(await refused.files.open('F1')).toBe('gone');
  const busy = await telegram('x', none, { status: 502, ok: false });
  expect(await busy.files.open('F1')).toBe('away');
  expect(await (await telegram('x', none)).files.open('F1')).toBe('gone');
  const elsewhere = await telegram('x', (_request, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect(await elsewhere.files.open('F1')).toBe('away');
  elsewhere.server.closeAllConnections();
  await new Promise((resolve) => elsewhere.server.close(resolve));
  expect(await elsewhere.files.open('F1')).toBe('away');
});

test('10 MB come whole; what is larger than Telegram gives to a bot is said to be', async () => {
  const voice = Buffer.alloc(10 * 1024 * 1024, 'v');
  const { files } = await telegram('voice/file_2.oga', (_request, response) => response.end(voice));
  const opened = await files.open('F2');
  expect(typeof opened === 'string' ? opened : (await buffer(opened.parts)).equals(voice)).toBe(true);
  const large = { status: 400, ok: false, description: 'Bad Request: file is too big' };
  const { files: none } = await telegram('x', (_request, response) => response.end(), large);
  expect(await none.open('F3')).toBe('large');
});

test('no path leads out of the bot’s own folder', async () => {
  for (const path of ['../../etc/passwd', 'a/../../b', 'http://x/y?z', 'a b', '']) {
    const { files, asked } = await telegram(path, (_request, response) => response.end('bytes'));
    expect(await files.open('F1'), path).toBe('gone');
    expect(asked, path).toHaveLength(1);
  }
});

test('a file that breaks off, or goes on for ever, is an error that does not name the token', async () => {
  const broken = await telegram('x', (_request, response) => {
    response.write('half', () => response.destroy());
  });
  const endless = await telegram('x', (_request, response) => {
    const more = Buffer.alloc(1024 * 1024);
    const go = () => void (response.writable && response.write(more, go));
    go();
  });
  for (const { files } of [broken, endless]) {
    const opened = await files.open('F1');
    const error = await bytesOf(opened).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(Error);
    expect(String((error as Error).stack) + String((error as Error).cause)).not.toContain(token);
  }
});
