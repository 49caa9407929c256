import { isLang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { AuditWriter } from '../../ports.ts';
import { tokenHash } from '../../security/callers.ts';
import { newToken } from '../../security/sessions.ts';
import { LinkUsed, SignIn, SignInByLink } from '../pages/sign-in.tsx';
import type { Sessions, SignInLinks, StaffLanguage } from '../ports/staff.ts';
import { field, type PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';

export type SignInDeps = {
  readonly sessions: Sessions;
  readonly links: SignInLinks;
  readonly language: StaffLanguage;
  readonly audit: AuditWriter;
  readonly now: () => number;
};

type Names = 'signIn' | 'signInByLink' | 'useLink' | 'signOut' | 'chooseLanguage';

export const signIn = ({
  sessions,
  links,
  language,
  audit,
  now,
}: SignInDeps): Pick<PanelHandlers, Names> => ({
  async signIn({ lang, visitor }) {
    if (visitor) return { go_to: '/' };
    return { page: <SignIn lang={lang} />, title: plain('panel.sign_in.title', lang) };
  },

  async signInByLink({ lang, query }) {
    const page = <SignInByLink lang={lang} token={field(query, 'token')} />;
    return { page, title: plain('panel.sign_in.title', lang) };
  },

  async useLink({ lang, form, browser }) {
    const at = now();
    const user_id = await links.use(tokenHash(field(form, 'token')), at);
    if (!user_id)
      return { page: <LinkUsed lang={lang} />, title: plain('panel.sign_in.used.title', lang), status: 410 };
    const token = newToken();
    await sessions.open({ id: tokenHash(token), user_id, browser, at });
    return { go_to: '/', cookie: { session: token } };
  },

  async signOut({ visitor, trace_id }) {
    await sessions.end(visitor.session_id, now());
    await audit.write({ ...actBy({ visitor, trace_id }), what: 'session.ended', target: visitor.user_id });
    return { go_to: '/sign-in', cookie: { session: null }, flash: 'panel.flash.signed_out' };
  },

  async chooseLanguage({ form, visitor }) {
    const chosen = field(form, 'lang');
    if (!isLang(chosen)) return { not: 'found' };
    if (visitor) await language.choose(visitor.user_id, chosen);
    return { go_to: visitor ? '/' : '/sign-in', cookie: { lang: chosen } };
  },
});
