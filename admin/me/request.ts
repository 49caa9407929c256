import type { VNode } from 'preact';
import type { Lang } from '../../core/i18n/lang.ts';
import type { Fields } from '../panel/request.ts';
import type { MeFlash } from './flash.ts';
import type { Person } from './ports.ts';
import type { MeRouteName, meRoutes } from './routes.ts';

/** Who looks, and what every form of theirs carries. */
export type Guest = Person & { readonly form_token: string };

export type AnyRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly form: Fields;
  /** Where it was sent. */
  readonly to: string;
  readonly lang: Lang;
  /** What their browser says they speak; null: nothing. */
  readonly language: string | null;
  readonly address: string;
  readonly trace_id: string;
  readonly guest: Guest | undefined;
  /** What the browser keeps, of a visit that is good. */
  readonly token: string | undefined;
  /** Its hash, good or not. */
  readonly visit: string | undefined;
};
export type GuestRequest = AnyRequest & { readonly guest: Guest };

export type MeReply =
  | {
      readonly page: VNode;
      readonly title: string;
      readonly status?: number;
      /** The visit is over with this page. */
      readonly ended?: true;
    }
  | {
      readonly go_to: string;
      readonly flash?: MeFlash;
      readonly visit?: string;
      readonly lang?: Lang;
    }
  | { readonly file: { readonly name: string; readonly type: string; readonly content: string } }
  /** For a script. */
  | { readonly status: 200 | 204 | 422; readonly said: Readonly<Record<string, string>> };

export type MeHandlers = {
  readonly [Name in MeRouteName]: (
    request: (typeof meRoutes)[Name]['may'] extends 'anyone' ? AnyRequest : GuestRequest,
  ) => Promise<MeReply>;
};
