import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BroughtUp, bringUp } from '../../local/launcher/bring-up.ts';

/** A Temporal server of the test's own, whose database can be deleted under everybody. */
export class OwnTemporal {
  readonly #services: BroughtUp<'temporal'>;
  readonly #data: string;

  private constructor(services: BroughtUp<'temporal'>, data: string) {
    this.#services = services;
    this.#data = data;
  }

  static async start(what: string): Promise<OwnTemporal> {
    // Always the same folder: what a killed run left behind is recorded there, and ended by the next.
    const dataDir = fileURLToPath(new URL(`../../.zapis/test/${what}`, import.meta.url));
    const services = await bringUp({ services: ['temporal'], dataDir });
    return new OwnTemporal(services, join(dataDir, 'data', 'temporal'));
  }

  get address(): string {
    return this.#services.urls.temporal;
  }

  /** Stopped, its files deleted, and started at the same address: it knows no namespace, no schedule, no workflow. */
  async loseEverything(): Promise<void> {
    await this.#services.holdDown('temporal');
    const files = readdirSync(this.#data, { recursive: true, encoding: 'utf8' });
    const databases = files.filter((file) => /\.db(-\w+)?$/.test(file));
    if (databases.length === 0) throw new Error(`${this.#data} holds no database`);
    for (const file of databases) rmSync(join(this.#data, file));
    this.#services.letReturn('temporal');
  }

  stop(): Promise<void> {
    return this.#services.stop();
  }
}
