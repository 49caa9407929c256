import { buttonData } from '../../contracts/callback-data.ts';
import type { Screen } from '../../core/booking/screen.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import type { Button, ButtonStyle, Message } from '../../core/messages/message.ts';
import type { ScreenModel } from '../../core/messages/model.ts';
import { forOffList } from '../../core/messages/off-list.ts';
import { messageOf } from '../../core/messages/render.ts';

/** A message as Telegram takes it: HTML, and rows of buttons. */
export type RenderedButton = { readonly label: string; readonly style?: ButtonStyle } & (
  | { readonly data: string }
  | { readonly url: string }
);
export type Rendered = {
  readonly text: string;
  readonly keyboard: readonly (readonly RenderedButton[])[];
  readonly menu?: Message['menu'];
};

/** `menu`: the revision every booking button carries; without it they are never outdated. */
export const rendered = (message: Message, menu?: string): Rendered => ({
  text: message.text.html,
  keyboard: message.keyboard.map((row) => row.map((button) => renderedButton(button, menu))),
  ...(message.menu !== undefined && { menu: message.menu }),
});

function renderedButton(button: Button, menu: string | undefined): RenderedButton {
  const look = { label: button.label, ...(button.style && { style: button.style }) };
  return 'url' in button ? { ...look, url: button.url } : { ...look, data: buttonData(button.act, menu) };
}

/** `allowed`: on the list. Taps of who is not are refused, whatever stands there. */
export function render(
  screen: Screen,
  model: ScreenModel,
  lang: Lang,
  menu: string,
  allowed = true,
): Rendered {
  const message = messageOf(screen, model, lang);
  return rendered(allowed ? message : forOffList(message, model.event, lang), menu);
}
