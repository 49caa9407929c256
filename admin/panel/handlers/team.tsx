import { plain } from '../../../core/i18n/t.ts';
import { isObjectId, userId } from '../../../core/shared/ids.ts';
import { type StaffRole, staffRoles } from '../../../core/staff/role-change.ts';
import type { AuditWriter, IdentityCache } from '../../ports.ts';
import { MemberPage, SureOf, Team as TeamPage } from '../pages/team.tsx';
import { OneTimeLink } from '../pages/team-link.tsx';
import type { Passwords } from '../ports/sign-in.ts';
import type { Sessions, SignInLinks } from '../ports/staff.ts';
import type { Member, Team } from '../ports/team.ts';
import type { PanelReply } from '../reply.ts';
import { field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';
import { readInvite } from './team-form.ts';
import { makeLink } from './team-link.ts';

export type TeamDeps = {
  readonly team: Team;
  readonly sessions: Pick<Sessions, 'endOthers'>;
  readonly links: SignInLinks;
  readonly passwords: Pick<Passwords, 'drop'>;
  readonly identities: IdentityCache;
  readonly audit: AuditWriter;
  readonly now: () => number;
};
type Names =
  | 'team'
  | 'invite'
  | 'member'
  | 'changeRole'
  | 'newLink'
  | 'askReset'
  | 'resetMember'
  | 'askRemove'
  | 'removeMember';

/** Who works here, and who lets whom in. */
export const team = (deps: TeamDeps): Pick<PanelHandlers, Names> => ({
  async team({ lang, visitor }) {
    const members = await deps.team.list(visitor.company_id);
    return { page: <TeamPage members={members} visitor={visitor} />, ...titled(lang) };
  },
  invite: (request) => invite(deps, request),
  member: (request) =>
    ofMember(deps, request, (member) => ({
      page: <MemberPage member={member} visitor={request.visitor} />,
      ...titled(request.lang),
    })),
  changeRole: (request) => ofMember(deps, request, (member) => changeRole(deps, request, member)),
  newLink: (request) => ofMember(deps, request, (member) => linkFor(deps, request, member, 'new_link')),
  askReset: (request) => ofMember(deps, request, (member) => sure(request, member, 'reset')),
  resetMember: (request) =>
    ofMember(deps, request, async (member) => {
      await deps.passwords.drop(member.user_id);
      await deps.sessions.endOthers(member.user_id, null, deps.now());
      return linkFor(deps, request, member, 'reset');
    }),
  askRemove: (request) => ofMember(deps, request, (member) => sure(request, member, 'remove')),
  removeMember: (request) => ofMember(deps, request, (member) => remove(deps, request, member)),
});

type Lang = KnownRequest['lang'];
const titled = (lang: Lang) => ({ title: plain('panel.menu.team', lang), at: 'team' });

/** Of this company, and working here; anybody else is not found. */
async function ofMember(
  { team: store }: TeamDeps,
  { params, visitor }: KnownRequest,
  then: (member: Member) => PanelReply | Promise<PanelReply>,
): Promise<PanelReply> {
  const { id = '' } = params;
  const member = isObjectId(id) ? await store.member(visitor.company_id, userId(id)) : undefined;
  return member ? then(member) : { not: 'found' };
}

function sure({ lang, visitor }: KnownRequest, member: Member, what: 'reset' | 'remove'): PanelReply {
  return { page: <SureOf what={what} member={member} visitor={visitor} />, ...titled(lang) };
}

async function invite(deps: TeamDeps, request: KnownRequest): Promise<PanelReply> {
  const { lang, visitor, form } = request;
  const read = readInvite(form, lang);
  const again = async (faults: Extract<typeof read, { ok: false }>['faults']) => ({
    page: (
      <TeamPage
        members={await deps.team.list(visitor.company_id)}
        visitor={visitor}
        typed={{ fields: form, faults }}
      />
    ),
    status: 422,
    ...titled(lang),
  });
  if (!read.ok) return again(read.faults);
  const made = await deps.team.invite(visitor.company_id, read.member, deps.now());
  if (made === 'taken') return again({ telegram_id: plain('panel.team.fault.taken', lang) });
  if (read.member.telegram_id !== null) await deps.identities.drop(read.member.telegram_id);
  await deps.audit.write({
    ...actBy(request),
    what: 'staff.invited',
    target: made.user_id,
    after: { role: read.member.role },
  });
  const link = await makeLink(deps, request, made.user_id, 'invite');
  return {
    page: <OneTimeLink what="invite" name={read.member.name} link={link} lang={lang} />,
    ...titled(lang),
  };
}

async function linkFor(
  deps: TeamDeps,
  request: KnownRequest,
  member: Member,
  what: 'new_link' | 'reset',
): Promise<PanelReply> {
  const link = await makeLink(deps, request, member.user_id, what);
  await deps.audit.write({
    ...actBy(request),
    what: what === 'reset' ? 'staff.password_set' : 'staff.invited',
    target: member.user_id,
  });
  return {
    page: <OneTimeLink what={what} name={member.name} link={link} lang={request.lang} />,
    ...titled(request.lang),
  };
}

async function changeRole(deps: TeamDeps, request: KnownRequest, member: Member): Promise<PanelReply> {
  const to = staffRoles.find((role) => role === field(request.form, 'role'));
  return to ? change(deps, request, member, to) : { not: 'found' };
}

const remove = (deps: TeamDeps, request: KnownRequest, member: Member) => change(deps, request, member, null);

async function change(
  deps: TeamDeps,
  request: KnownRequest,
  member: Member,
  to: StaffRole | null,
): Promise<PanelReply> {
  const { user_id } = member;
  const verdict = await deps.team.change(request.visitor.company_id, user_id, to);
  if (verdict === 'gone') return { not: 'found' };
  const back = `${panelRoutes.team.path}/${user_id}`;
  if (verdict === 'last_admin')
    return {
      page: (
        <MemberPage
          member={member}
          visitor={request.visitor}
          fault={plain('panel.team.fault.last_admin', request.lang)}
        />
      ),
      status: 409,
      ...titled(request.lang),
    };
  if (verdict === 'same') return { go_to: back };
  if (to === null) await deps.passwords.drop(user_id);
  if (member.telegram_id !== null) await deps.identities.drop(member.telegram_id);
  await deps.audit.write({
    ...actBy(request),
    what: to === null ? 'staff.removed' : 'staff.role_changed',
    target: user_id,
    before: { role: member.role },
    after: { role: to },
  });
  return {
    go_to: to === null ? panelRoutes.team.path : back,
    flash: to === null ? 'panel.flash.member_removed' : 'panel.flash.role_changed',
  };
}
