import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { FlashKey } from '../flash.ts';
import type { Visitor } from '../visitor.ts';
import { Menu } from './menu.tsx';

export type Frame = {
  readonly lang: Lang;
  readonly title: string;
  /** undefined: nobody has signed in. */
  readonly visitor: Visitor | undefined;
  readonly at?: string;
  readonly flash?: FlashKey;
  readonly assets: { readonly style: string; readonly icon: string };
};

/** The whole document: without a script of its own, and readable without its style. */
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
      </head>
      <body>
        <a class="skip" href="#main">
          {plain('panel.skip', lang)}
        </a>
        {frame.visitor ? (
          <div class="frame">
            <Menu visitor={frame.visitor} at={frame.at} />
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
  const { flash, lang } = frame;
  return (
    <main id="main">
      {flash && (
        <p class="flash good" role="status">
          {plain(flash, lang)}
        </p>
      )}
      {children}
    </main>
  );
}
