// What is told to whom by which way, and what may stand under it. Whatever is changed holds for the next message.
import { z } from 'zod';
import { rolesOf } from '../../core/notify/recipients.ts';
import { notifyChannels, notifyRoles, notifyTypes } from '../../core/notify/words.ts';
import { longestMarkup, textFault } from '../message-text.ts';
import { instantField, lineField } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { nothing, type Routes } from './route.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits');
const event_type = z.enum(notifyTypes);
const recipient_role = z.enum(notifyRoles);
const channel = z.enum(notifyChannels);

const settingSchema = z.object({
  setting_id: z.string(),
  event_type,
  recipient_role,
  /** The row for a channel wins over the one for `all`. */
  channel,
  enabled: z.boolean(),
  ad_template_id: z.string().nullable(),
});
export type SettingBody = z.infer<typeof settingSchema>;

const createSettingSchema = z
  .strictObject({
    event_type,
    recipient_role,
    channel: channel.default('all'),
    enabled: z.boolean().default(true),
    ad_template_id: id.nullable().default(null),
  })
  .refine(({ event_type: told, recipient_role: role }) => rolesOf[told].includes(role), {
    path: ['recipient_role'],
    message: 'is never told of this',
  });

const changes = (fields: object) => Object.values(fields).some((value) => value !== undefined);
const changeSettingSchema = z
  .strictObject({ enabled: z.boolean().optional(), ad_template_id: id.nullable().optional() })
  .refine(changes, 'must change something');
export type ChangeSetting = z.infer<typeof changeSettingSchema>;

/** The few tags that Telegram knows, which are HTML everywhere. */
const markup = z
  .string()
  .max(longestMarkup)
  .superRefine((text, context) => {
    const fault = textFault(text, true);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

const name = lineField(100);
const adSchema = z.object({
  ad_template_id: z.string(),
  name: z.string(),
  content_tg: z.string(),
  /** For people without Telegram; null: they see the same text. */
  content_html: z.string().nullable(),
  active: z.boolean(),
  /** The last instant it is shown at; null: without an end. */
  valid_until: z.string().nullable(),
  /** Rises with every change. */
  rev: z.int(),
});
export type AdBody = z.infer<typeof adSchema>;

const createAdSchema = z.strictObject({
  name,
  content_tg: markup,
  content_html: markup.nullable().default(null),
  active: z.boolean().default(true),
  valid_until: instantField.nullable().default(null),
});
export type CreateAd = z.infer<typeof createAdSchema>;

const changeAdSchema = z
  .strictObject({
    name: name.optional(),
    content_tg: markup.optional(),
    content_html: markup.nullable().optional(),
    active: z.boolean().optional(),
    valid_until: instantField.nullable().optional(),
    /** The `rev` that was read: then nobody else’s change is overwritten. */
    seen_rev: z.int().optional(),
  })
  .refine(({ seen_rev: _seen, ...fields }) => changes(fields), 'must change something');
export type ChangeAd = z.infer<typeof changeAdSchema>;

const oneSetting = z.strictObject({ setting_id: id });
const oneAd = z.strictObject({ ad_template_id: id });

const setting = {
  setting_id: '65f0c0ffee00000000000050',
  event_type: 'booking_cancelled' as const,
  recipient_role: 'admin' as const,
  channel: 'all' as const,
  enabled: false,
  ad_template_id: null,
};
const ad = {
  ad_template_id: '65f0c0ffee00000000000051',
  name: 'Open day',
  content_tg: '<b>Open day</b> on Saturday: <a href="https://example.com/open-day">come and see</a>',
  content_html: null,
  active: true,
  valid_until: '2026-12-31T20:59:00.000Z',
  rev: 1,
};

export const notificationRoutes = {
  notificationSettings: {
    method: 'get',
    path: '/api/notification-settings',
    summary: 'What the company settled about who is told of what, the newest first',
    details:
      'What no row says is as the defaults have it: everything on, except `booking_done` of specialists.',
    query: z.strictObject(pageQuery),
    body: null,
    answer: pageOf(settingSchema),
    problems: [],
    example: { answer: { items: [setting], next_cursor: null } },
  },
  oneNotificationSetting: {
    method: 'get',
    path: '/api/notification-settings/:setting_id',
    summary: 'One setting',
    params: oneSetting,
    query: nothing,
    body: null,
    answer: settingSchema,
    problems: ['unknown_setting'],
    example: { answer: setting },
  },
  createNotificationSetting: {
    method: 'post',
    path: '/api/notification-settings',
    summary: 'Settles something for a type of event, a role and a channel; at once, for what is queued too',
    query: nothing,
    body: createSettingSchema,
    answer: settingSchema,
    status: 201,
    problems: ['setting_exists', 'always_on', 'unknown_ad_template'],
    example: {
      body: { event_type: 'booking_cancelled', recipient_role: 'admin', enabled: false },
      answer: setting,
    },
  },
  changeNotificationSetting: {
    method: 'patch',
    path: '/api/notification-settings/:setting_id',
    summary: 'Switches on or off, or gives it another ad template',
    params: oneSetting,
    query: nothing,
    body: changeSettingSchema,
    answer: settingSchema,
    problems: ['unknown_setting', 'always_on', 'unknown_ad_template'],
    example: { body: { enabled: true }, answer: { ...setting, enabled: true } },
  },
  removeNotificationSetting: {
    method: 'delete',
    path: '/api/notification-settings/:setting_id',
    summary: 'Removes a setting: the row for `all` holds again, or the default',
    params: oneSetting,
    query: nothing,
    body: null,
    answer: z.object({ removed: z.literal(true) }),
    problems: ['unknown_setting'],
    example: { answer: { removed: true as const } },
  },
  adTemplates: {
    method: 'get',
    path: '/api/ad-templates',
    summary: 'What may stand under messages, the newest first',
    query: z.strictObject(pageQuery),
    body: null,
    answer: pageOf(adSchema),
    problems: [],
    example: { answer: { items: [ad], next_cursor: null } },
  },
  oneAdTemplate: {
    method: 'get',
    path: '/api/ad-templates/:ad_template_id',
    summary: 'One ad template',
    params: oneAd,
    query: nothing,
    body: null,
    answer: adSchema,
    problems: ['unknown_ad_template'],
    example: { answer: ad },
  },
  createAdTemplate: {
    method: 'post',
    path: '/api/ad-templates',
    summary: 'Adds an ad template',
    details:
      'It stands under the messages of those settings that name it, while it is active and not over. One that does not fit under a message within 4,096 characters is left out there.',
    query: nothing,
    body: createAdSchema,
    answer: adSchema,
    status: 201,
    problems: [],
    example: {
      body: { name: ad.name, content_tg: ad.content_tg, valid_until: '2026-12-31T20:59:00Z' },
      answer: ad,
    },
  },
  changeAdTemplate: {
    method: 'patch',
    path: '/api/ad-templates/:ad_template_id',
    summary: 'Changes an ad template, or switches it on or off',
    params: oneAd,
    query: nothing,
    body: changeAdSchema,
    answer: adSchema,
    problems: ['unknown_ad_template', 'changed_meanwhile'],
    example: { body: { active: false }, answer: { ...ad, active: false, rev: 2 } },
  },
  removeAdTemplate: {
    method: 'delete',
    path: '/api/ad-templates/:ad_template_id',
    summary: 'Removes an ad template, and takes it from the settings that name it',
    params: oneAd,
    query: nothing,
    body: null,
    answer: z.object({ removed: z.literal(true) }),
    problems: ['unknown_ad_template'],
    example: { answer: { removed: true as const } },
  },
} as const satisfies Routes;
