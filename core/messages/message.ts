/** A message as Telegram takes it: HTML, and rows of buttons. */
export type ButtonStyle = 'primary' | 'success' | 'danger';
export type Button =
  | { readonly label: string; readonly data: string; readonly style?: ButtonStyle }
  | { readonly label: string; readonly url: string; readonly style?: ButtonStyle };
export type Keyboard = readonly (readonly Button[])[];
export type Message = { readonly text: string; readonly keyboard: Keyboard };
