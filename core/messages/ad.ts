import { blocks, type Html } from '../i18n/html.ts';
import { type Ad, adTextOf, isInUse } from '../notify/ads.ts';
import type { Way } from '../notify/words.ts';
import { type QuietHours, quietUntil } from '../time/staff-hours.ts';
import { readMarkup } from './markup/read.ts';
import { writeMarkup } from './markup/write.ts';

/** Telegram's limit; it counts what is seen. */
const longest = 4_096;

/** The same under a message that is sent: in quiet hours it goes without, because what it tells does not wait. */
export const adToSend = (ad: Ad | null, way: Way, now: number, quiet: QuietHours | null): Html | null =>
  quiet !== null && quietUntil(now, quiet) !== null ? null : adBlock(ad, way, now);

/** What stands under a message now, if anything does. What cannot be read is left out: the message matters. */
export function adBlock(ad: Ad | null, way: Way, now: number): Html | null {
  if (!ad || !isInUse(ad, now)) return null;
  const read = readMarkup(adTextOf(ad, way));
  const block = read.ok ? writeMarkup(read.markup) : null;
  return block && block.html !== '' ? block : null;
}

/** A message is never cut for an advertisement: one that does not fit beside it is left out. */
export function withAd(text: Html, ad: Html | null): Html {
  const both = blocks(text, ad);
  return seen(both) > longest ? text : both;
}

/** Of HTML that `t` and `writeMarkup` wrote: they know four entities. */
const seen = ({ html }: Html): number =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:lt|gt|amp|quot);/g, '&').length;
