import { cleanLine } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import { meet } from '../../../core/shared/three-way.ts';
import { dayAfter, dayOf, isDay, slotInstants } from '../../../core/time/slot-instants.ts';
import { textFaults } from '../../broadcasts/check-draft.ts';
import type { AuditWriter } from '../../ports.ts';
import { type AdFaults, AdForm, type AdTexts, adFields, RemoveAd } from '../pages/ads.tsx';
import type { AdRow, PanelNotifications } from '../ports/notifications.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { adPath } from '../routes/notifications.ts';
import { faultText } from '../view/broadcast-words.ts';
import { actBy } from '../visitor.ts';

export type AdsDeps = { readonly notifications: PanelNotifications; readonly audit: AuditWriter };
type Names = 'newAd' | 'createAd' | 'editAd' | 'saveAd' | 'switchAd' | 'askRemoveAd' | 'removeAd';

const list = panelRoutes.notifications.path;

/** What may stand under messages. */
export const ads = (deps: AdsDeps): Pick<PanelHandlers, Names> => ({
  newAd: async (request) => form(request, { typed: blank }),
  createAd: (request) => create(deps, request),
  async editAd(request) {
    const ad = await found(deps, request);
    if (!ad) return { not: 'found' };
    return form(request, { typed: textsOf(ad), seen: textsOf(ad), ad });
  },
  async saveAd(request) {
    const ad = await found(deps, request);
    return ad ? change(deps, request, ad, textsIn(request.form, 'seen_')) : { not: 'found' };
  },
  async switchAd(request) {
    const ad = await found(deps, request);
    if (!ad) return { not: 'found' };
    const active = field(request.form, 'active') === 'yes';
    const { company_id } = request.visitor;
    const changed = await deps.notifications.changeAd(company_id, ad.id, { active });
    if (!changed) return { not: 'found' };
    const values = { before: { active: ad.active }, after: { active } };
    await deps.audit.write({ ...actOf(request, ad), what: 'ad.changed', ...values });
    return { go_to: list, flash: 'panel.flash.ad_switched' };
  },
  async askRemoveAd(request) {
    const ad = await found(deps, request);
    if (!ad) return { not: 'found' };
    const rows = await deps.notifications.rows(request.visitor.company_id);
    const title = plain('panel.ads.remove', request.lang);
    return { page: <RemoveAd ad={ad} rows={rows} visitor={request.visitor} />, title, at: 'notifications' };
  },
  async removeAd(request) {
    const ad = await found(deps, request);
    if (!ad || !(await deps.notifications.removeAd(request.visitor.company_id, ad.id)))
      return { not: 'found' };
    await deps.audit.write({ ...actOf(request, ad), what: 'ad.removed' });
    return { go_to: list, flash: 'panel.flash.ad_removed' };
  },
});

const found = async ({ notifications }: AdsDeps, { params, visitor }: KnownRequest) =>
  (await notifications.allAds(visitor.company_id)).find(({ id }) => id === params['id']);

const actOf = (request: KnownRequest, { id, name }: Pick<AdRow, 'id' | 'name'>) => ({
  ...actBy(request),
  target: id,
  title: name,
});

const blank: AdTexts = { name: '', content_tg: '', content_html: '', until: '', active: 'yes' };

const textsOf = (ad: AdRow): AdTexts => ({
  name: ad.name,
  content_tg: ad.content_tg,
  content_html: ad.content_html ?? '',
  until: ad.valid_until === null ? '' : dayOf(ad.valid_until),
  active: ad.active ? 'yes' : '',
});

/** A browser sends its own ends of lines; Telegram would count both signs. */
const textsIn = (form: Fields, prefix = ''): AdTexts =>
  Object.fromEntries(
    adFields.map((name) => [name, field(form, `${prefix}${name}`).replaceAll(/\r\n?/g, '\n')]),
  ) as AdTexts;

type Shown = Omit<Parameters<typeof AdForm>[0], 'title' | 'to' | 'visitor'> & { readonly ad?: AdRow };

function form({ visitor, lang }: KnownRequest, { ad, ...shown }: Shown) {
  const title = ad?.name ?? plain('panel.ads.new', lang);
  const to = ad ? adPath(ad.id) : panelRoutes.createAd.path;
  return { page: <AdForm title={title} to={to} visitor={visitor} {...shown} />, title, at: 'notifications' };
}

const longestName = 100;

function faultsOf(typed: AdTexts, { lang }: KnownRequest): AdFaults {
  const wrong = (text: string): string | undefined => {
    const [fault] = textFaults({ text, markup: true });
    return fault && faultText(fault, lang);
  };
  const [telegram, html] = [wrong(typed.content_tg), typed.content_html.trim() && wrong(typed.content_html)];
  const name = cleanLine(typed.name, 1_000);
  return {
    ...((name === '' || name.length > longestName) && { name: plain('panel.ads.fault.name', lang) }),
    ...(telegram && { content_tg: telegram }),
    ...(html && { content_html: html }),
    ...(typed.until !== '' && !isDay(typed.until) && { until: plain('panel.ads.fault.until', lang) }),
  };
}

/** To the last instant of that day in Moscow. */
const endOf = (day: string): string | null =>
  day === '' ? null : new Date(slotInstants(dayAfter(day, 1), '00:00', 0).starts_at - 1).toISOString();

const valuesOf = (typed: AdTexts) => ({
  name: cleanLine(typed.name, longestName),
  content_tg: typed.content_tg,
  content_html: typed.content_html.trim() === '' ? null : typed.content_html,
  active: typed.active === 'yes',
  valid_until: endOf(typed.until),
});

async function create(deps: AdsDeps, request: KnownRequest): Promise<PanelReply> {
  const typed = textsIn(request.form);
  const faults = faultsOf(typed, request);
  if (Object.keys(faults).length > 0) return { ...form(request, { typed, faults }), status: 422 };
  const made = await deps.notifications.addAd(request.visitor.company_id, valuesOf(typed));
  const act = actOf(request, { id: made.ad_template_id, name: made.name });
  await deps.audit.write({ ...act, what: 'ad.created' });
  return { go_to: list, flash: 'panel.flash.ad_saved' };
}

/** What was typed meets what it is now: nobody overwrites what they have not seen, and nothing typed is lost. */
async function change(deps: AdsDeps, request: KnownRequest, ad: AdRow, seen: AdTexts): Promise<PanelReply> {
  const now = textsOf(ad);
  const { merged, theirs } = meet(adFields, { seen, typed: textsIn(request.form), now });
  if (theirs.length > 0) return { ...form(request, { typed: merged, seen: now, theirs, ad }), status: 409 };
  const faults = faultsOf(merged, request);
  if (Object.keys(faults).length > 0)
    return { ...form(request, { typed: merged, seen: now, faults, ad }), status: 422 };
  const { valid_until, ...values } = valuesOf(merged);
  // A day that was not touched may end at another hour than a form can say.
  const edit = { ...values, ...(merged.until !== now.until && { valid_until }), seen_rev: ad.rev };
  const changed = await deps.notifications.changeAd(request.visitor.company_id, ad.id, edit);
  if (!changed) return { not: 'found' };
  if (changed === 'changed_meanwhile') {
    const fresh = await found(deps, request);
    return fresh ? change(deps, request, fresh, now) : { not: 'found' };
  }
  await deps.audit.write({ ...actOf(request, ad), what: 'ad.changed', before: now, after: merged });
  return { go_to: list, flash: 'panel.flash.ad_saved' };
}
