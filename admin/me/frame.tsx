import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Lang, langs } from '../../core/i18n/lang.ts';
import { plain } from '../../core/i18n/t.ts';
import { FormToken } from '../panel/view/form.tsx';
import { type MeFlash, meFlashes } from './flash.ts';
import type { Guest } from './request.ts';
import { meRoutes } from './routes.ts';

export type MeAssets = {
  readonly style: string;
  readonly icon: string;
  readonly touch: string;
  readonly script: string;
};

type Frame = {
  readonly lang: Lang;
  readonly title: string;
  readonly guest: Guest | undefined;
  readonly flash: MeFlash | undefined;
  readonly assets: MeAssets;
  /** The path of this page, or of one it can stand for. */
  readonly at: string;
};

const langNames = { ru: 'Русский', en: 'English' } as const satisfies Record<Lang, string>;

/** The whole document, for a phone first: complete without a script. */
export function meDocument(
  { lang, title, guest, flash, assets, at }: Frame,
  inner: ComponentChildren,
): string {
  const html = renderToString(
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Zapis`}</title>
        <meta name="apple-mobile-web-app-title" content="Zapis" />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={assets.touch} />
        <link rel="manifest" href="/me/app.webmanifest" />
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </head>
      <body class="me">
        <main id="main">
          {flash && (
            <p class={`flash ${meFlashes[flash]}`} role="status">
              {plain(flash, lang)}
            </p>
          )}
          {inner}
        </main>
        <footer class="me-foot">
          <form method="post" action={meRoutes.language.path} aria-label={plain('me.language', lang)}>
            <FormToken token={guest?.form_token} />
            <input type="hidden" name="from" value={at} />
            {langs.map((one) => (
              <button key={one} name="lang" value={one} lang={one} disabled={one === lang}>
                {langNames[one]}
              </button>
            ))}
          </form>
          {guest && (
            <>
              {!guest.in_telegram && <a href={meRoutes.ownData.path}>{plain('me.data.title', lang)}</a>}
              <form method="post" action={meRoutes.leave.path} id="leave">
                <FormToken token={guest.form_token} />
                <button>{plain('me.leave', lang)}</button>
              </form>
            </>
          )}
        </footer>
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}
