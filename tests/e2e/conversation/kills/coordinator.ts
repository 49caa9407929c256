import type { House } from '../../../support/house.ts';
import { PanelClient } from '../../../support/panel-client.ts';
import { waitFor } from '../../../support/wait.ts';

/** A part may be away for as long as its successor takes to start, and others with it. */
export const patientMs = 300_000;
const everyMs = 250;

type Page = Awaited<ReturnType<PanelClient['get']>>;

/** At the desk, in the panel; whatever has no answer is asked for again, a form as the very same one. */
export class Coordinator {
  readonly #panel: PanelClient;

  private constructor(panel: PanelClient) {
    this.#panel = panel;
  }

  static at = async (house: House): Promise<Coordinator> => new Coordinator(await PanelClient.open(house));

  /** What the newest page of a conversation shows, once it fits. */
  async reads(
    user: string,
    fits: (said: readonly string[]) => boolean = () => true,
  ): Promise<readonly string[]> {
    return wordsOn(await this.#page(user, fits));
  }

  async answers(user: string, text: string): Promise<void> {
    const form = await this.#page(user, () => true);
    await waitFor(
      `${text} to be kept`,
      async () => {
        const page = await this.#panel.send(form, { text });
        return isShown(page, user) && wordsOn(page).includes(text) ? page : undefined;
      },
      patientMs,
      everyMs,
    );
  }

  #page(user: string, fits: (said: readonly string[]) => boolean): Promise<Page> {
    return waitFor(
      `the desk to show the conversation ${user}`,
      async () => {
        const page = await this.#panel.get(pathOf(user));
        return isShown(page, user) && fits(wordsOn(page)) ? page : undefined;
      },
      patientMs,
      everyMs,
    );
  }
}

const pathOf = (user: string): string => `/conversations/${user}`;
const isShown = ({ status, path }: Page, user: string): boolean =>
  status === 200 && path.startsWith(pathOf(user));
const wordsOn = ({ text }: Page): readonly string[] =>
  [...text.matchAll(/<p class="words">([^<]*)<\/p>/g)].map(([, words = '']) => words);
