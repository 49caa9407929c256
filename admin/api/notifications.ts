import { canBeSwitchedOff } from '../../core/notify/settings.ts';
import type { NotifyDesk } from '../ports/notifications.ts';
import type { AuditWriter } from '../ports.ts';
import { before, note, readable } from './acts.ts';
import { companyOf, type Handler } from './handler.ts';
import { listed } from './users.ts';

type Deps = { readonly notifications: NotifyDesk; readonly audit: AuditWriter };
type Cell = {
  readonly event_type: string;
  readonly recipient_role: string;
  readonly channel: string;
};

/** By its codes, which the log’s page says in words: a setting has no other name. */
const titleOf = ({ event_type, recipient_role, channel }: Cell): string =>
  [event_type, recipient_role, channel].join('.');

const isThere = async (desk: NotifyDesk, company: string, ad: string | null | undefined): Promise<boolean> =>
  typeof ad !== 'string' || (await desk.ad(company, ad)) !== undefined;

export const notificationSettings =
  (desk: NotifyDesk): Handler<'notificationSettings'> =>
  async (asked) => ({ body: listed(await desk.settings(companyOf(asked), asked.query)) });

export const oneNotificationSetting =
  (desk: NotifyDesk): Handler<'oneNotificationSetting'> =>
  async (asked) => {
    const setting = await desk.setting(companyOf(asked), asked.params.setting_id);
    return setting ? { body: setting } : { problem: 'unknown_setting' };
  };

export const createNotificationSetting =
  ({ notifications: desk, audit }: Deps): Handler<'createNotificationSetting'> =>
  async (asked) => {
    const { body } = asked;
    const company = companyOf(asked);
    if (!body.enabled && !canBeSwitchedOff(body)) return { problem: 'always_on' };
    if (!(await isThere(desk, company, body.ad_template_id))) return { problem: 'unknown_ad_template' };
    const made = await desk.addSetting(company, body);
    if (!made) return { problem: 'setting_exists' };
    const { setting_id: target, enabled, ad_template_id } = made;
    const after = readable({ enabled, ad_template_id });
    await note(audit, asked, { what: 'notification.created', target, title: titleOf(made), after });
    return { body: made };
  };

export const changeNotificationSetting =
  ({ notifications: desk, audit }: Deps): Handler<'changeNotificationSetting'> =>
  async (asked) => {
    const { body } = asked;
    const company = companyOf(asked);
    const was = await desk.setting(company, asked.params.setting_id);
    if (!was) return { problem: 'unknown_setting' };
    if (body.enabled === false && !canBeSwitchedOff(was)) return { problem: 'always_on' };
    if (!(await isThere(desk, company, body.ad_template_id))) return { problem: 'unknown_ad_template' };
    const changed = await desk.changeSetting(company, was.setting_id, body);
    if (!changed) return { problem: 'unknown_setting' };
    const act = { target: was.setting_id, title: titleOf(was) };
    const values = { before: before(was, body), after: before(changed, body) };
    await note(audit, asked, { what: 'notification.changed', ...act, ...values });
    return { body: changed };
  };

export const removeNotificationSetting =
  ({ notifications: desk, audit }: Deps): Handler<'removeNotificationSetting'> =>
  async (asked) => {
    const company = companyOf(asked);
    const was = await desk.setting(company, asked.params.setting_id);
    if (!was || !(await desk.removeSetting(company, was.setting_id))) return { problem: 'unknown_setting' };
    await note(audit, asked, { what: 'notification.removed', target: was.setting_id, title: titleOf(was) });
    return { body: { removed: true } };
  };

export const adTemplates =
  (desk: NotifyDesk): Handler<'adTemplates'> =>
  async (asked) => ({ body: listed(await desk.ads(companyOf(asked), asked.query)) });

export const oneAdTemplate =
  (desk: NotifyDesk): Handler<'oneAdTemplate'> =>
  async (asked) => {
    const ad = await desk.ad(companyOf(asked), asked.params.ad_template_id);
    return ad ? { body: ad } : { problem: 'unknown_ad_template' };
  };

export const createAdTemplate =
  ({ notifications: desk, audit }: Deps): Handler<'createAdTemplate'> =>
  async (asked) => {
    const made = await desk.addAd(companyOf(asked), asked.body);
    await note(audit, asked, { what: 'ad.created', target: made.ad_template_id, title: made.name });
    return { body: made };
  };

export const changeAdTemplate =
  ({ notifications: desk, audit }: Deps): Handler<'changeAdTemplate'> =>
  async (asked) => {
    const company = companyOf(asked);
    const was = await desk.ad(company, asked.params.ad_template_id);
    const changed = was && (await desk.changeAd(company, was.ad_template_id, asked.body));
    if (!changed) return { problem: 'unknown_ad_template' };
    if (changed === 'changed_meanwhile') return { problem: changed };
    const values = { before: before(was, asked.body), after: before(changed, asked.body) };
    const act = { target: was.ad_template_id, title: changed.name, ...values };
    await note(audit, asked, { what: 'ad.changed', ...act });
    return { body: changed };
  };

export const removeAdTemplate =
  ({ notifications: desk, audit }: Deps): Handler<'removeAdTemplate'> =>
  async (asked) => {
    const company = companyOf(asked);
    const was = await desk.ad(company, asked.params.ad_template_id);
    if (!was || !(await desk.removeAd(company, was.ad_template_id)))
      return { problem: 'unknown_ad_template' };
    await note(audit, asked, { what: 'ad.removed', target: was.ad_template_id, title: was.name });
    return { body: { removed: true } };
  };
