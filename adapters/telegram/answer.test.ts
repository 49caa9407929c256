import { expect, test } from 'vitest';
import { readBody, sortRefusal } from './answer.ts';

const said = (code: number, description: string, parameters?: object) => {
  const body = readBody(code, JSON.stringify({ ok: false, error_code: code, description, parameters }));
  if ('ok' in body) throw new Error('a refusal was read as success');
  return sortRefusal(body);
};

test.each([
  [400, 'Bad Request: message to edit not found', 'gone'],
  [400, "Bad Request: message can't be edited", 'gone'],
  [400, 'Bad Request: MESSAGE_ID_INVALID', 'gone'],
  [400, 'Bad Request: there is no text in the message to edit', 'gone'],
  [400, 'Bad Request: message thread not found', 'gone'],
  [400, 'Bad Request: TOPIC_ID_INVALID', 'gone'],
  [400, 'Bad Request: TOPIC_CLOSED', 'refused'],
  [400, 'Bad Request: chat not found', 'blocked'],
  [400, 'Bad Request: private chat not found', 'blocked'],
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
  [403, 'Forbidden: user is deactivated', 'blocked'],
  [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'too_old'],
  [400, 'Bad Request: message text is empty', 'refused'],
  [401, 'Unauthorized', 'refused'],
  [404, 'Not Found: method not found', 'refused'],
  [409, 'Conflict: terminated by other getUpdates request', 'refused'],
  [500, 'Internal Server Error: restart', 'unknown'],
  [502, 'Bad Gateway', 'unknown'],
])('%i "%s" is %s', (code, description, kind) => {
  expect(said(code, description)).toMatchObject({ kind });
});

test.each([
  [400, 'Bad Request: chat not found', true],
  [400, 'Bad Request: user not found', true],
  [400, 'Bad Request: PEER_ID_INVALID', true],
  [403, "Forbidden: bot can't initiate conversation with a user", true],
  [403, 'Forbidden: bot was blocked by the user', undefined],
  [403, 'Forbidden: user is deactivated', undefined],
  [400, 'Bad Request: user is deactivated', undefined],
] as const)(
  '%i "%s": somebody who never opened the bot is told from one who blocked it',
  (code, words, never) => {
    const answer = said(code, words);
    expect(typeof answer === 'object' && 'never_started' in answer ? answer.never_started : undefined).toBe(
      never,
    );
  },
);

test('"not modified" is no refusal', () => {
  expect(
    said(400, 'Bad Request: message is not modified: specified new message content and reply markup are …'),
  ).toBe('not_modified');
});

test('a wait is as long as Telegram says, and at least a second when it does not', () => {
  expect(said(429, 'Too Many Requests: retry after 73414', { retry_after: 73_414 })).toMatchObject({
    ms: 73_414_000,
  });
  expect(said(429, 'Too Many Requests')).toMatchObject({ kind: 'wait', ms: 1_000 });
});

test.each([
  [`Bad Request: can't parse entities: Unsupported start tag "secret" at byte offset 10`, "can't parse"],
  ["Bad Request: Inline keyboard button URL 'https://secret/' is invalid: Wrong HTTP URL", 'button URL'],
  ['Bad Request: wrong host at 4200000001:AAHsecretsecretsecretsecret', 'wrong host'],
])('what was sent is cut out of "%s"', (description, kept) => {
  const answer = said(400, description);
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(JSON.stringify(answer)).toContain(kept);
});

test.each(['', '<html>Bad Gateway</html>', 'null', '{"ok":"yes"}', '{"result":{}}'])(
  'a body that is no answer of the Bot API (%j) is taken by its status',
  (text) => {
    expect(readBody(502, text)).toMatchObject({ error_code: 502 });
  },
);
