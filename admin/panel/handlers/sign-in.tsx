import { isLang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { nextPage } from '../../../core/staff/next-page.ts';
import { passwordLimits, plainName } from '../../../core/staff/sign-in.ts';
import { clockTimeZoned } from '../../../core/time/people.ts';
import { tokenHash } from '../../security/callers.ts';
import { LinkUsed, SignIn, SignInByLink } from '../pages/sign-in.tsx';
import type { Passwords, Throttle } from '../ports/sign-in.ts';
import type { SignInLinks, StaffLanguage } from '../ports/staff.ts';
import { field, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';
import { type EnterDeps, enter } from './enter.ts';

export type SignInDeps = EnterDeps & {
  readonly links: SignInLinks;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly language: StaffLanguage;
};

type Names = 'signIn' | 'signInByLink' | 'useLink' | 'signInByPassword' | 'signOut' | 'chooseLanguage';

export const signIn = (deps: SignInDeps): Pick<PanelHandlers, Names> => ({
  async signIn({ lang, visitor, query }) {
    const next = nextPage(field(query, 'next'));
    if (visitor) return { go_to: next };
    return { page: <SignIn lang={lang} next={next} />, title: plain('panel.sign_in.title', lang) };
  },

  async signInByLink({ lang, query }) {
    const page = <SignInByLink lang={lang} token={field(query, 'token')} />;
    return { page, title: plain('panel.sign_in.title', lang) };
  },

  async useLink(request) {
    const { lang, form } = request;
    const user_id = await deps.links.use(tokenHash(field(form, 'token')), deps.now());
    const token = user_id && (await enter(deps, user_id, 'link', request));
    if (!token)
      return { page: <LinkUsed lang={lang} />, title: plain('panel.sign_in.used.title', lang), status: 410 };
    // A link works once: who has no other way in makes one first.
    const go_to = (await deps.passwords.loginOf(user_id)) === undefined ? panelRoutes.account.path : '/';
    return { go_to, cookie: { session: token } };
  },

  async signInByPassword(request) {
    const { lang, form, address } = request;
    const [typed, next] = [field(form, 'login').slice(0, 100), nextPage(field(form, 'next'))];
    const again = (status: number, fault: string) => ({
      page: <SignIn lang={lang} next={next} login={typed} fault={fault} />,
      title: plain('panel.sign_in.title', lang),
      status,
    });
    const login = plainName(typed);
    const { account, address: ofAddress } = passwordLimits;
    const counted = await deps.throttle.count(
      [
        { what: 'password', who: login, limit: account },
        { what: 'password-from', who: address, limit: ofAddress },
      ],
      deps.now(),
    );
    if (!counted.ok)
      return again(
        429,
        plain('panel.sign_in.too_often', lang, { time: clockTimeZoned(counted.until, lang) }),
      );
    // More than any password has: nothing to spend time on.
    const user_id = await deps.passwords.check(login, field(form, 'password').slice(0, 300));
    const token = user_id && (await enter(deps, user_id, 'password', request));
    if (!token) return again(422, plain('panel.sign_in.wrong_password', lang));
    await deps.throttle.forget('password', login);
    return { go_to: next, cookie: { session: token } };
  },

  async signOut({ visitor, trace_id }) {
    await deps.sessions.end(visitor.session_id, deps.now());
    await deps.audit.write({
      ...actBy({ visitor, trace_id }),
      what: 'session.ended',
      target: visitor.user_id,
    });
    return { go_to: '/sign-in', cookie: { session: null }, flash: 'panel.flash.signed_out' };
  },

  async chooseLanguage({ form, visitor }) {
    const chosen = field(form, 'lang');
    if (!isLang(chosen)) return { not: 'found' };
    if (visitor) await deps.language.choose(visitor.user_id, chosen);
    return { go_to: visitor ? '/' : '/sign-in', cookie: { lang: chosen } };
  },
});
