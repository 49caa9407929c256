import { anybodySignedIn, firstAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { panelRoutes } from '../../admin/panel/routes/index.ts';
import { openDatabaseOf } from '../launcher/database.ts';
import type { Status } from '../launcher/status.ts';
import { messageOf } from '../trouble.ts';
import { signInLink } from './link.ts';

const goodForMs = 24 * 60 * 60_000;

/** Who has signed in has a way in; a link on every start would be a door that stands open. */
const howToSignIn = (panel: string): string =>
  `Panel: there is an administrator, so no link is made. Sign in at ${panel.replace(/\/$/, '')}${panelRoutes.signIn.path} with a password or by a code from Telegram.\nNeither works? A new administrator’s link: npm run zapis -- admin create --name NAME`;

/** Until somebody has signed in to the panel, each start makes a link for its first admin. A start does not fail for it. */
export async function offerFirstAdmin(
  status: Pick<Status, 'services' | 'links'>,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const panel = status.links['Panel'] ?? '';
  const mongo = openDatabaseOf(status, env);
  try {
    if (await anybodySignedIn(mongo.db)) return howToSignIn(panel);
    const now = Date.now();
    const user_id = await firstAdmin(mongo.db, now);
    const link = await signInLink(mongo.db, panel, { user_id, until: now + goodForMs });
    return `Sign in to the panel, once, within a day: ${link}`;
  } catch (error) {
    return `The panel’s first sign-in link could not be made (${messageOf(error)}). Later: npm run zapis -- admin create`;
  } finally {
    await mongo.close();
  }
}
