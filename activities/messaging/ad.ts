import type { Screen } from '../../core/booking/screen.ts';
import type { Html } from '../../core/i18n/html.ts';
import { adToSend, withAd } from '../../core/messages/ad.ts';
import { newsOfScreen } from '../../core/notify/news-of-screen.ts';
import type { EventId } from '../../core/shared/ids.ts';
import type { Rendered } from '../rendering/render.ts';
import type { MessagingDeps } from './ports.ts';

type Settled = { readonly enabled: boolean; readonly ad: Html | null };

/** What the company settled for what this screen tells; most tell nothing that settings know. */
export async function settledFor(
  { rulings, time }: Pick<MessagingDeps, 'rulings' | 'time'>,
  event: EventId,
  screen: Screen,
): Promise<Settled> {
  const news = newsOfScreen(screen);
  if (!news) return { enabled: true, ad: null };
  const [{ enabled, ad, quiet }, now] = await Promise.all([
    rulings.of(event, { news, role: 'client', way: 'telegram' }),
    time.now(),
  ]);
  return { enabled, ad: adToSend(ad, 'telegram', now, quiet) };
}

/**
 * Put under a message as it leaves, and no part of its hash: an advertisement that changes or ends leaves every anchor as it
 * is until it has something else to tell.
 */
export const advertised = (message: Rendered, ad: Html | null): Rendered => ({
  ...message,
  text: withAd({ html: message.text }, ad).html,
});
