import { plain } from '../../../core/i18n/t.ts';
import { adBlock, withAd } from '../../../core/messages/ad.ts';
import { previewOf } from '../../../core/messages/preview.ts';
import { isSame, places } from '../../../core/notify/matrix.ts';
import { rulingOf } from '../../../core/notify/settings.ts';
import { notifyRoles, notifyTypes } from '../../../core/notify/words.ts';
import { meet } from '../../../core/shared/three-way.ts';
import type { AuditWriter } from '../../ports.ts';
import { type Looked, NotificationPreview } from '../pages/notification-preview.tsx';
import { Notifications } from '../pages/notifications.tsx';
import type { PanelNotifications } from '../ports/notifications.ts';
import type { PanelReply } from '../reply.ts';
import { field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';
import { auditValues, changesOf, faultsOf, matrixFields, textsIn, textsOf } from './notify-texts.ts';

export type NotificationsDeps = {
  readonly notifications: PanelNotifications;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};
type Names = 'notifications' | 'saveNotifications' | 'notificationPreview';
type Shown = Parameters<typeof Notifications>[0];

/** Who is told of what, and by which way. */
export const notifications = (deps: NotificationsDeps): Pick<PanelHandlers, Names> => ({
  async notifications(request) {
    const { texts, ...read } = await readAll(deps, request.visitor.company_id);
    return shown(request, { ...read, texts, seen: texts });
  },
  saveNotifications: (request) => save(deps, request),
  notificationPreview: (request) => preview(deps, request),
});

async function readAll({ notifications: store, clock }: NotificationsDeps, company: string) {
  const [rows, ads, now] = await Promise.all([store.rows(company), store.allAds(company), clock()]);
  return { rows, ads, now, texts: textsOf(rows, ads) };
}

const shown = ({ visitor }: KnownRequest, props: Omit<Shown, 'visitor'>) => ({
  page: <Notifications visitor={visitor} {...props} />,
  title: plain('panel.menu.notifications', visitor.lang),
  at: 'notifications',
});

/** What was chosen meets what holds now: nobody overwrites what they have not seen. */
async function save(deps: NotificationsDeps, request: KnownRequest): Promise<PanelReply> {
  const { form, visitor } = request;
  const { texts: now, ...read } = await readAll(deps, visitor.company_id);
  const [seen, typed] = [textsIn(form, now, 'seen_'), textsIn(form, now)];
  const { merged, theirs } = meet(matrixFields, { seen, typed, now });
  if (theirs.length > 0)
    return { ...shown(request, { ...read, texts: merged, seen: now, theirs }), status: 409 };
  const faults = faultsOf(merged, read.ads);
  if (Object.keys(faults).length > 0)
    return { ...shown(request, { ...read, texts: merged, seen: now, faults }), status: 422 };
  const wanted = changesOf(merged, read.rows);
  const done = [];
  for (const change of wanted)
    if (await deps.notifications.settle(visitor.company_id, change)) done.push(change);
  if (done.length > 0)
    await deps.audit.write({
      ...actBy(request),
      what: 'notification.changed',
      target: visitor.company_id,
      ...auditValues(done, read.ads),
    });
  if (done.length < wanted.length) return overtaken(deps, request, { seen: now, typed: merged });
  const flash = done.length > 0 ? 'panel.flash.notifications_saved' : 'panel.flash.notifications_same';
  return { go_to: panelRoutes.notifications.path, flash };
}

type Texts = ReturnType<typeof textsIn>;

/** Somebody settled the same between the look at it and the writing. */
async function overtaken(
  deps: NotificationsDeps,
  request: KnownRequest,
  { seen, typed }: { readonly seen: Texts; readonly typed: Texts },
): Promise<PanelReply> {
  const { texts: now, ...read } = await readAll(deps, request.visitor.company_id);
  const { merged, theirs } = meet(matrixFields, { seen, typed, now });
  return { ...shown(request, { ...read, texts: merged, seen: now, theirs }), status: 409 };
}

const oneOf = <Word extends string>(words: readonly Word[], given: string, usual: Word): Word =>
  words.find((word) => word === given) ?? usual;

/** The message as it would leave now, without what is settled to stand under it and with it. */
async function preview(deps: NotificationsDeps, { query, visitor }: KnownRequest): Promise<PanelReply> {
  const news = oneOf(notifyTypes, field(query, 'type'), 'booking_created');
  const role = oneOf(notifyRoles, field(query, 'role'), 'client');
  const way = oneOf(['telegram', 'web_push'] as const, field(query, 'channel'), 'telegram');
  const lang = oneOf(['ru', 'en'] as const, field(query, 'lang'), visitor.lang);
  const kind = { news, role, way };
  const { rows, ads, now } = await readAll(deps, visitor.company_id);
  const { enabled, ad_template_id } = rulingOf(rows, kind);
  const ad = ads.find(({ id }) => id === ad_template_id);
  const block = ad ? adBlock(ad, way, now) : null;
  const told = places.some((place) => isSame(place, { event_type: news, recipient_role: role }));
  const bare = told ? previewOf(kind, null, lang) : null;
  const looked: Looked = {
    ...kind,
    lang,
    enabled,
    bare,
    advertised: bare && ad && block ? { name: ad.name, message: previewOf(kind, block, lang) } : null,
    fits: !bare || withAd(bare.text, block).html !== bare.text.html,
  };
  return {
    page: <NotificationPreview looked={looked} visitor={visitor} />,
    title: plain('panel.notify.preview', visitor.lang),
    at: 'notifications',
  };
}
