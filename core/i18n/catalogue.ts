import { answers as answersEn } from './en/answers.ts';
import { booking as bookingEn } from './en/booking.ts';
import { me as meEn } from './en/me.ts';
import { panel as panelEn } from './en/panel/index.ts';
import { person as personEn } from './en/person.ts';
import { quick as quickEn } from './en/quick.ts';
import { staff as staffEn } from './en/staff.ts';
import { answers as answersRu } from './ru/answers.ts';
import { booking as bookingRu } from './ru/booking.ts';
import { me as meRu } from './ru/me.ts';
import { panel as panelRu } from './ru/panel/index.ts';
import { person as personRu } from './ru/person.ts';
import { quick as quickRu } from './ru/quick.ts';
import { staff as staffRu } from './ru/staff.ts';

export type { Lang } from './lang.ts';

const ru = { ...bookingRu, ...answersRu, ...personRu, ...meRu, ...quickRu, ...staffRu, ...panelRu } as const;
export type Key = keyof typeof ru;
const en: Readonly<Record<Key, string>> = {
  ...bookingEn,
  ...answersEn,
  ...personEn,
  ...meEn,
  ...quickEn,
  ...staffEn,
  ...panelEn,
};

/** ICU messages by key. What stands in braces is filled in; tags are Telegram's HTML. */
export const catalogue = { ru, en } as const;
