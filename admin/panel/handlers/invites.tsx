import { plain } from '../../../core/i18n/t.ts';
import { csvLine, csvMark } from '../../../core/shared/csv.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import { moscowStamp } from '../../../core/time/moscow.ts';
import { inviteLink, inviteValidMs, newInvite } from '../../invite-link.ts';
import { Message } from '../pages/message.tsx';
import { InvitePage, InvitesPage } from '../pages/person-asks.tsx';
import type { KnownRequest, PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';
import { type PeopleDeps, personIn } from './people.tsx';

export type InviteDeps = PeopleDeps & {
  /** What the bot is called in links; undefined until it has said so. */
  readonly botUsername: () => Promise<string | undefined>;
};

const atOnce = 200;

const linkTo = (bot: string | undefined, origin: string, token: string) => {
  const { link, command, page = '' } = inviteLink(bot, origin, token);
  return { text: link ?? command, isLink: link !== undefined, page };
};

/** A link is in nobody's store: whoever made it sees it once. */
export const invites = (
  deps: InviteDeps,
): Pick<PanelHandlers, 'inviteCandidate' | 'invitesPage' | 'invitesFile'> => ({
  async inviteCandidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const { visitor, lang } = request;
    const until = (await deps.clock()) + inviteValidMs;
    const { token, token_hash } = newInvite();
    const made = await deps.people.renewInvite(visitor.company_id, person.user_id, { token_hash, until });
    const title = plain('panel.person.invite', lang);
    if (!made) {
      const page = <Message title={title} text={plain('panel.invite.not', lang)} lang={lang} />;
      return { page, title, at: 'candidates', status: 409 };
    }
    await deps.audit.write({ ...actBy(request), what: 'person.invited', target: person.user_id });
    const link = linkTo(await deps.botUsername(), request.origin, token);
    return {
      page: <InvitePage person={person} visitor={visitor} link={link} until={until} />,
      title,
      at: 'candidates',
    };
  },

  async invitesPage({ visitor, lang }) {
    const count = await deps.people.countUninvited(visitor.company_id);
    return {
      page: <InvitesPage count={count} visitor={visitor} />,
      title: plain('panel.invites.title', lang),
      at: 'candidates',
    };
  },

  async invitesFile(request) {
    const now = await deps.clock();
    const about = { what: 'person.invited', target: 'list', title: 'candidates' } as const;
    await deps.audit.write({ ...actBy(request), ...about });
    const parts = linesOf(deps, request, now + inviteValidMs);
    return { file: { name: `invites-${moscowStamp(now).slice(0, 10)}.csv`, parts } };
  },
});

async function* linesOf(
  { people, botUsername }: InviteDeps,
  { origin, visitor: { company_id: company } }: Pick<KnownRequest, 'origin' | 'visitor'>,
  until: number,
): AsyncGenerator<string> {
  const bot = await botUsername();
  yield csvMark + csvLine(['name', 'phone', 'link', 'page', 'valid_until', 'id']);
  let after: UserId | undefined;
  for (;;) {
    const some = await people.uninvited(company, after, atOnce);
    for (const { user_id, name, phone } of some) {
      const { token, token_hash } = newInvite();
      // Somebody whose account became known this moment needs none any more.
      if (!(await people.renewInvite(company, user_id, { token_hash, until }))) continue;
      const { text, page } = linkTo(bot, origin, token);
      yield csvLine([name, phone, text, page, moscowStamp(until), user_id]);
    }
    after = some.at(-1)?.user_id;
    if (some.length < atOnce || after === undefined) return;
  }
}
