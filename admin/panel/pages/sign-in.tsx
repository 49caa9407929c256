import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, inputOf } from '../view/form.tsx';
import { LanguageChoice } from '../view/menu.tsx';

type Props = {
  readonly lang: Lang;
  /** Where to go then. */
  readonly next: string;
  readonly login?: string;
  readonly fault?: string;
  /** What was typed to get a code, and what is wrong with it. */
  readonly who?: { readonly typed: string; readonly fault: string };
};

export const SignIn = ({ lang, next, login, fault, who }: Props) => (
  <>
    <h1>{plain('panel.sign_in.title', lang)}</h1>
    <section class="card">
      <h2>{plain('panel.sign_in.by_code', lang)}</h2>
      <form method="post" action={panelRoutes.askCode.path}>
        <input type="hidden" name="next" value={next} />
        <Field
          name="who"
          label={plain('panel.sign_in.who', lang)}
          hint={plain('panel.sign_in.who_hint', lang)}
          fault={who?.fault}
        >
          <input
            autocapitalize="none"
            required
            maxLength={100}
            value={who?.typed}
            {...inputOf({ name: 'who', hint: plain('panel.sign_in.who_hint', lang), fault: who?.fault })}
          />
        </Field>
        <button type="submit" class="first">
          {plain('panel.sign_in.ask_code', lang)}
        </button>
      </form>
    </section>
    <section class="card">
      <h2>{plain('panel.sign_in.by_password', lang)}</h2>
      <form method="post" action={panelRoutes.signInByPassword.path}>
        <input type="hidden" name="next" value={next} />
        <Field name="login" label={plain('panel.sign_in.login', lang)} fault={fault}>
          <input
            autocomplete="username"
            autocapitalize="none"
            required
            maxLength={100}
            value={login}
            {...inputOf({ name: 'login', fault })}
          />
        </Field>
        <Field name="password" label={plain('panel.sign_in.password', lang)}>
          <input
            type="password"
            autocomplete="current-password"
            required
            maxLength={200}
            {...inputOf({ name: 'password' })}
          />
        </Field>
        <button type="submit" class="first">
          {plain('panel.sign_in.enter', lang)}
        </button>
      </form>
    </section>
    <p class="soft">{plain('panel.sign_in.how', lang)}</p>
    <LanguageChoice lang={lang} token={undefined} />
  </>
);

/** The same for everybody who asked, whether there was anybody to send a code to or not. */
export const EnterCode = ({
  lang,
  next,
  attempt,
  fault,
}: {
  readonly lang: Lang;
  readonly next: string;
  readonly attempt: string;
  readonly fault?: string;
}) => (
  <section class="card">
    <h1>{plain('panel.sign_in.by_code', lang)}</h1>
    <p>{plain('panel.sign_in.code_sent', lang)}</p>
    <form method="post" action={panelRoutes.signInByCode.path}>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="attempt" value={attempt} />
      <Field name="code" label={plain('panel.sign_in.code', lang)} fault={fault}>
        <input
          inputMode="numeric"
          autocomplete="one-time-code"
          required
          autofocus
          maxLength={12}
          {...inputOf({ name: 'code', fault })}
        />
      </Field>
      <button type="submit" class="first">
        {plain('panel.sign_in.enter', lang)}
      </button>{' '}
      <a class="button" href={panelRoutes.signIn.path}>
        {plain('panel.sign_in.ask_again', lang)}
      </a>
    </form>
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
