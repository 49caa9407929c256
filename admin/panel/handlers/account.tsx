import { cleanLine } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import { noticeChoices } from '../../../core/notify/preference.ts';
import {
  isLogin,
  longestName,
  passwordFault,
  passwordLimits,
  plainName,
} from '../../../core/staff/sign-in.ts';
import { clockTimeZoned } from '../../../core/time/people.ts';
import { isLive } from '../../security/sessions.ts';
import { Account, type AccountTyped, type PasswordFaults } from '../pages/account.tsx';
import type { Passwords, Throttle } from '../ports/sign-in.ts';
import type { StaffNames, StaffNotices } from '../ports/staff.ts';
import { field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { accountFaults } from '../view/words.ts';
import { actBy } from '../visitor.ts';
import { type EnterDeps, enter } from './enter.ts';

export type AccountDeps = EnterDeps & {
  readonly names: StaffNames;
  readonly notices: StaffNotices;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
};
type Names = 'account' | 'setName' | 'setNotices' | 'setPassword' | 'endSession';

/** What somebody of the staff does with their own ways in. */
export const account = (deps: AccountDeps): Pick<PanelHandlers, Names> => ({
  account: (request) => shown(deps, request),

  async setName(request) {
    const { form, lang, visitor } = request;
    const name = cleanLine(field(form, 'name'), longestName + 1);
    if (name === '') return shown(deps, request, { name, wrong: plain('panel.account.fault.name', lang) });
    if (name.length > longestName)
      return shown(deps, request, { name, wrong: plain('panel.team.fault.long', lang) });
    if (name !== (await deps.names.read(visitor.user_id))) {
      await deps.names.write(visitor.user_id, name);
      await deps.audit.write({ ...actBy(request), what: 'staff.renamed', target: visitor.user_id });
    }
    return { go_to: panelRoutes.account.path, flash: 'panel.flash.name_set' };
  },

  async setNotices(request) {
    const { form, visitor } = request;
    const choice = noticeChoices.find((one) => one === field(form, 'notices'));
    if (!choice) return { not: 'found' };
    const before = await deps.notices.read(visitor.user_id);
    await deps.notices.choose(visitor.user_id, choice);
    if (choice !== before)
      await deps.audit.write({
        ...actBy(request),
        what: 'staff.changed',
        target: visitor.user_id,
        before: { notices: before },
        after: { notices: choice },
      });
    return { go_to: panelRoutes.account.path, flash: 'panel.flash.notices_set' };
  },

  async setPassword(request) {
    const { form, visitor } = request;
    const had = await deps.passwords.loginOf(visitor.user_id);
    const login = plainName(field(form, 'login'));
    const password = field(form, 'password');
    const faults: PasswordFaults = {
      ...(isLogin(login) ? {} : { login: plain('panel.account.fault.login', request.lang) }),
      ...faultOf(passwordFault(password, login), request),
      ...(had === undefined ? {} : await currentFault(deps, request, had)),
    };
    if (Object.keys(faults).length > 0) return shown(deps, request, { faults, login });
    const done = await deps.passwords.set(visitor.user_id, login, password, deps.now());
    if (done === 'login_taken')
      return shown(deps, request, {
        faults: { login: plain('panel.account.fault.taken', request.lang) },
        login,
      });
    // Whoever came in with what was known before is out; this browser goes on in a new session.
    await deps.sessions.endOthers(visitor.user_id, null, deps.now());
    await deps.audit.write({ ...actBy(request), what: 'staff.password_set', target: visitor.user_id });
    const token = await enter(deps, visitor.user_id, 'password', request);
    return { go_to: '/account', cookie: { session: token ?? null }, flash: 'panel.flash.password_set' };
  },

  async endSession(request) {
    const { form, visitor } = request;
    const [id, others] = [field(form, 'session'), field(form, 'others') === 'yes'];
    if (others) await deps.sessions.endOthers(visitor.user_id, visitor.session_id, deps.now());
    else await deps.sessions.endOwn(visitor.user_id, id, deps.now());
    await deps.audit.write({ ...actBy(request), what: 'session.ended', target: visitor.user_id });
    if (!others && id === visitor.session_id) return { go_to: '/sign-in', cookie: { session: null } };
    return { go_to: '/account', flash: 'panel.flash.session_ended' };
  },
});

async function shown(deps: AccountDeps, { lang, visitor }: KnownRequest, typed?: AccountTyped) {
  const [name, notices, sessions, login] = await Promise.all([
    deps.names.read(visitor.user_id),
    deps.notices.read(visitor.user_id),
    deps.sessions.of(visitor.user_id),
    deps.passwords.loginOf(visitor.user_id),
  ]);
  const live = sessions.filter((session) => isLive(session, deps.now()));
  return {
    page: (
      <Account visitor={visitor} name={name} notices={notices} sessions={live} login={login} typed={typed} />
    ),
    title: plain('panel.account.title', lang),
    ...(typed && { status: 422 }),
  };
}

function faultOf(fault: ReturnType<typeof passwordFault>, { lang }: KnownRequest): PasswordFaults {
  return fault ? { password: plain(accountFaults[fault], lang) } : {};
}

/** A browser left open is not enough to take the account over. */
async function currentFault(
  { passwords, throttle, now }: AccountDeps,
  { form, lang, visitor }: KnownRequest,
  login: string,
): Promise<PasswordFaults> {
  const counted = await throttle.count(
    [{ what: 'password', who: login, limit: passwordLimits.account }],
    now(),
  );
  if (!counted.ok) {
    const time = clockTimeZoned(counted.until, lang);
    return { current: plain('panel.sign_in.too_often', lang, { time }) };
  }
  const right = await passwords.check(login, field(form, 'current').slice(0, 300));
  if (right !== visitor.user_id) return { current: plain('panel.account.fault.current', lang) };
  await throttle.forget('password', login);
  return {};
}
