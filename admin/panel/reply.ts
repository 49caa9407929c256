import type { VNode } from 'preact';
import type { FlashKey } from './flash.ts';

/** What a handler makes of a request. Nothing is decided in views, and nothing is drawn in handlers. */
export type PanelReply =
  | {
      readonly page: VNode;
      readonly title: string;
      readonly status?: number;
      /** Which entry of the menu it belongs to. */
      readonly at?: string;
      /** Redrawn by itself while somebody looks: nothing on it may be typed into. `moving`: what it shows goes on all the time. */
      readonly live?: true | 'moving';
      /** Around a live page, and never redrawn: what may be typed into. */
      readonly above?: VNode;
      readonly below?: VNode;
    }
  /** `flash`: what the next page says about what was just done. */
  | { readonly go_to: string; readonly flash?: FlashKey; readonly cookie?: Cookie }
  | { readonly file: PanelFile }
  | { readonly not: 'found' | 'allowed' };

/** A table, unless it says otherwise. */
type PanelFile = {
  readonly name: string;
  readonly type?: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
  /** Somebody else's bytes, sent as they are: for the browser to show, or only to save. */
  readonly raw?: 'shown' | 'saved';
};

type Cookie = { readonly session: string | null } | { readonly lang: string };
