import type { Lang } from '../../core/i18n/lang.ts';
import type { PanelReply } from './reply.ts';
import type { PanelRouteName, panelRoutes } from './routes/index.ts';
import type { Visitor } from './visitor.ts';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

type PanelRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Fields;
  /** What a form sent; empty for a page. */
  readonly form: Fields;
  readonly lang: Lang;
  readonly browser: string;
  /** Where it comes from, as far as the proxy before us can be believed. */
  readonly address: string;
  /** Under which the browser knows the panel: what links that are handed over begin with. */
  readonly origin: string;
  readonly trace_id: string;
  /** A page that stands open asks for itself: nobody opened anything. */
  readonly redrawn: boolean;
};
export type KnownRequest = PanelRequest & { readonly visitor: Visitor };
export type AnyRequest = PanelRequest & { readonly visitor: Visitor | undefined };

/** What each route does. Whoever may not open it never gets here. */
export type PanelHandlers = {
  readonly [Name in PanelRouteName]: (
    request: (typeof panelRoutes)[Name]['may'] extends 'anyone' ? AnyRequest : KnownRequest,
  ) => Promise<PanelReply>;
};

/** One value of a field; the first, if somebody sent several. */
export function field(fields: Fields, name: string): string {
  const value = fields[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
