import { randomBytes, randomUUID } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { feedFile } from '../../../core/messages/feed.ts';
import type { UserId } from '../../../core/shared/ids.ts';
import type { AuditWriter } from '../../ports.ts';
import { tokenHash } from '../../security/callers.ts';
import { FeedMade, FeedsPage } from '../pages/feeds.tsx';
import type { FeedOf, Feeds } from '../ports/feeds.ts';
import type { PanelReader } from '../ports/reader.ts';
import type { PanelReply } from '../reply.ts';
import { field, type PanelHandlers } from '../request.ts';
import { actBy, type Visitor } from '../visitor.ts';

export type FeedDeps = {
  readonly feeds: Feeds;
  readonly reader: Pick<PanelReader, 'specialists'>;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};

type Names = 'feeds' | 'makeFeed' | 'revokeFeed' | 'feedFile';

/** A specialist has calendars of their own slots only. */
const ownOnly = ({ role, user_id }: Visitor): UserId | undefined =>
  role === 'specialist' ? user_id : undefined;

export const feeds = (deps: FeedDeps): Pick<PanelHandlers, Names> => ({
  feeds: ({ visitor }) => page(deps, visitor),

  async makeFeed(request) {
    const { visitor, form, lang } = request;
    const company = visitor.company_id;
    const chosen = await chosenIn(deps, visitor, field(form, 'whose'));
    if (!chosen) return page(deps, visitor, plain('panel.feeds.choose', lang));
    const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
    const feed = { id, hash: tokenHash(token), company, of: chosen.of, lang, by: visitor.user_id };
    await deps.feeds.make({ ...feed, at: await deps.clock() });
    const line = { what: 'settings.created', target: id, title: 'calendar' } as const;
    await deps.audit.write({ ...actBy(request), ...line, after: { calendar: chosen.of.kind } });
    const address = `${request.origin}/calendar/${token}.ics`;
    return {
      page: <FeedMade name={chosen.name} address={address} visitor={visitor} />,
      title: plain('panel.menu.feeds', lang),
      at: 'feeds',
    };
  },

  async revokeFeed(request) {
    const { visitor, params } = request;
    const { id = '' } = params;
    const at = await deps.clock();
    const done = await deps.feeds.revoke(visitor.company_id, id, ownOnly(visitor), at);
    if (!done) return { not: 'found' };
    await deps.audit.write({ ...actBy(request), what: 'settings.revoked', target: id, title: 'calendar' });
    return { go_to: '/calendars', flash: 'panel.flash.feed_revoked' };
  },

  async feedFile({ params }) {
    const [, token] = /^([\w-]{43})\.ics$/.exec(params['file'] ?? '') ?? [];
    const feed =
      token === undefined ? undefined : await deps.feeds.read(tokenHash(token), await deps.clock());
    if (!feed) return { not: 'found' };
    const type = 'text/calendar; charset=utf-8';
    return { file: { name: 'interviews.ics', type, parts: inParts(feedFile(feed)) } };
  },
});

async function page(
  { feeds: store, reader }: FeedDeps,
  visitor: Visitor,
  fault?: string,
): Promise<PanelReply> {
  const company = visitor.company_id;
  const admin = visitor.role === 'admin';
  const [rows, specialists, rooms] = await Promise.all([
    store.list(company, ownOnly(visitor)),
    admin ? reader.specialists(company) : [],
    admin ? store.rooms(company) : [],
  ]);
  const choice = { rows, specialists, rooms, fault };
  return {
    page: <FeedsPage {...choice} visitor={visitor} />,
    title: plain('panel.menu.feeds', visitor.lang),
    at: 'feeds',
    ...(fault !== undefined && { status: 422 }),
  };
}

/** Only what the page offered: a specialist or a place of this company. */
async function chosenIn(
  { feeds: store, reader }: FeedDeps,
  visitor: Visitor,
  said: string,
): Promise<{ readonly of: FeedOf; readonly name: string } | undefined> {
  const company = visitor.company_id;
  if (visitor.role === 'specialist')
    return { of: { kind: 'specialist', specialist: visitor.user_id }, name: visitor.name };
  const one = (await reader.specialists(company)).find(({ user_id }) => said === `specialist ${user_id}`);
  if (one) return { of: { kind: 'specialist', specialist: one.user_id }, name: one.name };
  const place = (await store.rooms(company)).find(
    ({ location, room }) => said === `room ${JSON.stringify([location, room])}`,
  );
  return (
    place && { of: { kind: 'room', ...place }, name: [place.location, place.room].filter(Boolean).join(', ') }
  );
}

async function* inParts(text: string): AsyncGenerator<string> {
  yield text;
}
