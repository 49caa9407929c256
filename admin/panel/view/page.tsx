import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type FlashKey, flashTone } from '../flash.ts';
import type { Visitor } from '../visitor.ts';
import { Menu } from './menu.tsx';

export type Frame = {
  readonly lang: Lang;
  readonly title: string;
  /** undefined: nobody has signed in. */
  readonly visitor: Visitor | undefined;
  readonly at?: string;
  readonly flash?: FlashKey;
  /** Where the page comes from, if it is redrawn by itself. */
  readonly live?: string;
  /** What of a live page is not redrawn. */
  readonly above?: VNode;
  readonly below?: VNode;
  /** How many people wait for an answer; undefined: it is not theirs to know. */
  readonly waiting?: number;
  readonly assets: { readonly style: string; readonly icon: string; readonly script: string };
};

/** No style of its own, which the policy would refuse; nothing of the past kept in the browser. */
const htmx = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  extensions: 'sse',
  sse: { reconnectMaxDelay: 15_000 },
  // What somebody has opened stays open.
  morphIgnore: ['data-htmx-powered', 'open'],
});

/** The whole document: complete without a script, and readable without its style. */
export function document(frame: Frame, inner: ComponentChildren): string {
  const { lang, title, assets } = frame;
  const html = renderToString(
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Zapis`}</title>
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        {frame.live !== undefined && <meta name="htmx-config" content={htmx} />}
        {frame.live !== undefined && <script src={assets.script} defer />}
      </head>
      <body>
        <a class="skip" href="#main">
          {plain('panel.skip', lang)}
        </a>
        {frame.visitor ? (
          <div class="frame">
            <Menu visitor={frame.visitor} at={frame.at} waiting={frame.waiting ?? 0} />
            <Main frame={frame}>{inner}</Main>
          </div>
        ) : (
          <div class="alone">
            <Main frame={frame}>{inner}</Main>
          </div>
        )}
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}

function Main({ frame, children }: { readonly frame: Frame; readonly children: ComponentChildren }) {
  const { flash, lang, above, below } = frame;
  return (
    <main id="main">
      {flash && (
        <p class={`flash ${flashTone(flash)}`} role="status">
          {plain(flash, lang)}
        </p>
      )}
      {above}
      {frame.live === undefined ? (
        children
      ) : (
        <>
          <p class="flash warn live-away" role="status">
            {plain('panel.live.away', lang)}
          </p>
          <div id="live" {...{ 'hx-sse:connect': frame.live }} hx-trigger="load, again" hx-swap="innerMorph">
            {children}
          </div>
        </>
      )}
      {below}
    </main>
  );
}

/** What a live page is redrawn with. */
export const fragment = (page: VNode): string => renderToString(page);
