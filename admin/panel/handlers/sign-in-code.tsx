import { plain } from '../../../core/i18n/t.ts';
import { codeLimits, codeTryLimit } from '../../../core/staff/codes.ts';
import { nextPage } from '../../../core/staff/next-page.ts';
import { plainName } from '../../../core/staff/sign-in.ts';
import { clockTimeZoned } from '../../../core/time/people.ts';
import { tokenHash } from '../../security/callers.ts';
import { newToken } from '../../security/sessions.ts';
import { EnterCode, SignIn } from '../pages/sign-in.tsx';
import type { Codes, Throttle } from '../ports/sign-in.ts';
import { type AnyRequest, field, type PanelHandlers } from '../request.ts';
import { type EnterDeps, enter } from './enter.ts';

export type SignInCodeDeps = EnterDeps & {
  readonly codes: Codes;
  readonly throttle: Throttle;
  /** Made, hashed and sent by an activity: here nobody ever knows it. */
  readonly sendCode: (attempt: string) => Promise<void>;
};

const titled = (lang: AnyRequest['lang']) => ({ title: plain('panel.sign_in.title', lang) });

/** By a code in Telegram. Whoever asks gets the same page at the same pace, staff or not. */
export const signInCode = (deps: SignInCodeDeps): Pick<PanelHandlers, 'askCode' | 'signInByCode'> => ({
  async askCode({ lang, form, address }) {
    const [who, next] = [field(form, 'who').slice(0, 100), nextPage(field(form, 'next'))];
    const counted = await deps.throttle.count(
      [
        { what: 'code', who: plainName(who), limit: codeLimits.account },
        { what: 'code-from', who: address, limit: codeLimits.address },
      ],
      deps.now(),
    );
    if (!counted.ok) {
      const time = clockTimeZoned(counted.until, lang);
      const fault = plain('panel.sign_in.too_often', lang, { time });
      return {
        page: <SignIn lang={lang} next={next} who={{ typed: who, fault }} />,
        status: 429,
        ...titled(lang),
      };
    }
    const token = newToken();
    await deps.codes.open(tokenHash(token), who, deps.now());
    await deps.sendCode(tokenHash(token));
    return { page: <EnterCode lang={lang} next={next} attempt={token} />, ...titled(lang) };
  },

  async signInByCode(request) {
    const { lang, form, address } = request;
    const [attempt, next] = [field(form, 'attempt').slice(0, 100), nextPage(field(form, 'next'))];
    const again = (status: number, fault: string) => ({
      page: <EnterCode lang={lang} next={next} attempt={attempt} fault={fault} />,
      status,
      ...titled(lang),
    });
    const counted = await deps.throttle.count(
      [{ what: 'code-try-from', who: address, limit: codeTryLimit }],
      deps.now(),
    );
    if (!counted.ok)
      return again(
        429,
        plain('panel.sign_in.too_often', lang, { time: clockTimeZoned(counted.until, lang) }),
      );
    const code = field(form, 'code').replaceAll(/\s/g, '').slice(0, 20);
    const checked = await deps.codes.check(tokenHash(attempt), code, deps.now());
    if (!checked.ok)
      return again(
        422,
        checked.left > 0
          ? plain('panel.sign_in.wrong_code', lang, { left: checked.left })
          : plain('panel.sign_in.code_over', lang),
      );
    const token = await enter(deps, checked.user_id, 'code', request);
    if (!token) return again(422, plain('panel.sign_in.code_over', lang));
    return { go_to: next, cookie: { session: token } };
  },
});
