import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { panelRoutes } from '../routes/index.ts';
import { LanguageChoice } from '../view/menu.tsx';

export const SignIn = ({ lang }: { readonly lang: Lang }) => (
  <section class="card">
    <h1>{plain('panel.sign_in.title', lang)}</h1>
    <p>{plain('panel.sign_in.how', lang)}</p>
    <LanguageChoice lang={lang} token={undefined} />
  </section>
);

/** A press, not a visit, uses the link: programs that look at links in messages do not use it up. */
export const SignInByLink = ({ lang, token }: { readonly lang: Lang; readonly token: string }) => (
  <section class="card">
    <h1>{plain('panel.sign_in.title', lang)}</h1>
    <p>{plain('panel.sign_in.link', lang)}</p>
    <form method="post" action={panelRoutes.useLink.path}>
      <input type="hidden" name="token" value={token} />
      <button type="submit" class="first">
        {plain('panel.sign_in.enter', lang)}
      </button>
    </form>
    <LanguageChoice lang={lang} token={undefined} />
  </section>
);

export const LinkUsed = ({ lang }: { readonly lang: Lang }) => (
  <section class="card">
    <h1>{plain('panel.sign_in.used.title', lang)}</h1>
    <p>{plain('panel.sign_in.used.text', lang)}</p>
    <a class="button" href={panelRoutes.signIn.path}>
      {plain('panel.sign_in.title', lang)}
    </a>
  </section>
);
