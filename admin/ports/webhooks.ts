import type {
  ChangeWebhook,
  CreateWebhook,
  DeliveryBody,
  WebhookBody,
} from '../../contracts/api/webhooks.ts';
import type { Page, PageWanted } from './page.ts';

type Refused = { readonly refused: 'target_refused' | 'too_many_webhooks' };
type Rotated = { readonly webhook: WebhookBody; readonly secret: string; readonly old_until: string };
/** Webhooks of one company; another's is none. */
export type Webhooks = {
  page(company: string, query: PageWanted): Promise<Page<WebhookBody>>;
  byId(company: string, webhook: string): Promise<WebhookBody | undefined>;
  /** The secret is shown this once. */
  create(
    company: string,
    wanted: CreateWebhook,
  ): Promise<{ readonly webhook: WebhookBody; readonly secret: string } | Refused>;
  /** One that goes on sends what it had still to send. */
  change(company: string, webhook: string, edit: ChangeWebhook): Promise<WebhookBody | Refused | undefined>;
  /** A new secret, shown this once; the one before signs beside it for a day. */
  rotate(company: string, webhook: string): Promise<Rotated | undefined>;
  remove(company: string, webhook: string): Promise<boolean>;
  deliveries(
    webhook: string,
    query: PageWanted & { readonly state?: DeliveryBody['state'] | undefined },
  ): Promise<Page<DeliveryBody>>;
  /** Everything from there on once more, or only what is dead; how many it is. */
  replay(webhook: string, from: number, onlyDead: boolean): Promise<number>;
};
