import { cleanLine, cleanLines, cut } from '../i18n/clean.ts';

/** What the service worker shows. `url`: a path of ours. `tag`: a newer one takes the place of an older. */
export type PushPayload = {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
};

/** Push services take 4,096 bytes; encryption takes some of them. */
const mostBytes = 3_500;
const titleMax = 120;
const bodyMax = 1_000;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** As it travels, never too long to be taken. */
export function payloadOf(message: PushPayload): string {
  const title = cleanLine(message.title, titleMax);
  let body = cleanLines(message.body, bodyMax);
  for (;;) {
    const text = JSON.stringify({ title, body, url: message.url, tag: message.tag });
    if (bytesOf(text) <= mostBytes || body === '') return text;
    body = cut(body, Math.floor(body.length / 2));
  }
}

/** Whether nothing of it would be cut. */
export function travelsWhole({ title, body, url, tag }: PushPayload): boolean {
  const whole = { title: cleanLine(title, titleMax), body: cleanLines(body, bodyMax * 4), url, tag };
  return payloadOf({ title, body, url, tag }) === JSON.stringify(whole);
}
