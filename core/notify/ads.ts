import type { Way } from './words.ts';

/** What may stand under a message. `content_html` is for people without Telegram; null: the same as for Telegram. */
export type Ad = {
  readonly content_tg: string;
  readonly content_html: string | null;
  readonly active: boolean;
  /** The last instant it is shown at; null: without an end. */
  readonly valid_until: number | null;
};

export const isInUse = ({ active, valid_until }: Ad, now: number): boolean =>
  active && (valid_until === null || now <= valid_until);

export const adTextOf = ({ content_tg, content_html }: Ad, way: Way): string =>
  way === 'web_push' ? (content_html ?? content_tg) : content_tg;
