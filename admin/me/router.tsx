import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { isLang, type Lang, langOf } from '../../core/i18n/lang.ts';
import { plain } from '../../core/i18n/t.ts';
import { currentTraceId, newTraceId } from '../../runtime/trace.ts';
import { sendCompressed } from '../panel/compress.ts';
import { ages, cookieOf, setCookie } from '../panel/cookies.ts';
import { type Fields, field } from '../panel/request.ts';
import { tokenHash } from '../security/callers.ts';
import { isEncrypted } from '../security/encrypted.ts';
import { networkOf } from '../security/network.ts';
import { isSameSite } from '../security/same-site.ts';
import { formTokenOf, isFormTokenOf } from '../security/sessions.ts';
import { acting } from './acting.tsx';
import { openMeAssets } from './assets.ts';
import type { MeDeps } from './deps.ts';
import { entering } from './entering.tsx';
import { isMeFlash } from './flash.ts';
import { meDocument } from './frame.tsx';
import { looking, lost } from './looking.tsx';
import { ownData } from './own-data.tsx';
import { type MeMessage, message } from './pages/message.tsx';
import type { AnyRequest, MeHandlers, MeReply } from './request.ts';
import { isPage, type MeRoute, type MeRouteName, meRouteNames, meRoutes } from './routes.ts';

type Failed = (error: unknown) => { readonly away: boolean };

/** As long as a visit may last in the database. */
const visitMs = 120 * 86_400_000;

/** The pages of people without Telegram, by the table of routes. */
export function createMe(deps: MeDeps & { readonly failed: Failed }): Router {
  const router = express.Router();
  const assets = openMeAssets();
  const handlers: MeHandlers = { ...entering(deps), ...looking(deps), ...acting(deps), ...ownData(deps) };
  const pages = new Pages(deps, handlers, assets);
  router.use(assets.router);
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 });
  for (const name of meRouteNames) {
    const { method, path } = meRoutes[name];
    const answer = (request: Request, response: Response) => pages.answer(name, request, response);
    if (method === 'post') router.post(path, form, answer);
    else router.get(path, answer);
  }
  router.use('/me', (request, response) => pages.nothing(request, response));
  const failed: ErrorRequestHandler = (error, request, response, next) =>
    response.headersSent || !request.originalUrl.startsWith('/me')
      ? next(error)
      : pages.broken(error, request, response);
  router.use(failed);
  return router;
}

class Pages {
  readonly #deps: MeDeps & { readonly failed: Failed };
  readonly #handlers: MeHandlers;
  readonly #assets: ReturnType<typeof openMeAssets>;

  constructor(
    deps: MeDeps & { readonly failed: Failed },
    handlers: MeHandlers,
    assets: ReturnType<typeof openMeAssets>,
  ) {
    this.#deps = deps;
    this.#handlers = handlers;
    this.#assets = assets;
  }

  async answer(name: MeRouteName, request: Request, response: Response): Promise<void> {
    const { method, may }: MeRoute = meRoutes[name];
    const asked = await this.#read(request);
    const send = (reply: MeReply) => this.#send(reply, asked, request, response);
    if (method === 'post' && !isOurs(asked, request))
      return send({ ...message('lost', asked.lang, homeIn(asked.lang)), status: 403 });
    if (may !== 'anyone') {
      const { guest, lang } = asked;
      if (!guest) return send({ ...message('away', lang), status: 401 });
      if (guest.in_telegram) return send({ ...message('telegram', lang), status: 410 });
      if (may === 'on_list' && !guest.allowed) return send({ ...message('denied', lang), status: 403 });
    }
    // The table pairs each name with its handler; TypeScript cannot follow that through a loop.
    const handle = this.#handlers[name] as (asked: AnyRequest) => Promise<MeReply>;
    return send(await handle(asked));
  }

  async nothing(request: Request, response: Response): Promise<void> {
    const asked = await this.#read(request);
    return this.#send(lost(asked), asked, request, response);
  }

  broken(error: unknown, request: Request, response: Response): Promise<void> {
    const status = statusOf(error);
    const what: MeMessage = status === undefined ? 'fault' : 'lost';
    const served = status ?? (this.#deps.failed(error).away ? 503 : 500);
    const asked = { lang: langBefore(request), guest: undefined };
    return this.#draw({ ...message(what, asked.lang), status: served }, asked, request, response);
  }

  async #read(request: Request): Promise<AnyRequest> {
    const token = cookieOf(request, 'visit');
    const visit = token && tokenHash(token);
    const person = visit && (await this.#deps.visits.find(visit, await this.#deps.clock()));
    const guest = token && person ? { ...person, form_token: formTokenOf(token) } : undefined;
    const before = langBefore(request);
    return {
      params: request.params as Readonly<Record<string, string>>,
      query: request.query as Fields,
      form: (request.body ?? {}) as Fields,
      to: request.path,
      lang: guest?.lang ?? before,
      language: request.acceptsLanguages()[0]?.replace('*', '').slice(0, 16) || null,
      address: networkOf(request.ip ?? ''),
      trace_id: currentTraceId() ?? newTraceId(),
      guest,
      token: guest && token,
      visit: visit || undefined,
    };
  }

  async #send(reply: MeReply, asked: AnyRequest, request: Request, response: Response): Promise<void> {
    const secure = isEncrypted(request);
    if ('file' in reply) {
      const { name, type, content } = reply.file;
      response
        .set('content-disposition', `attachment; filename="${name}"`)
        .set('content-type', type)
        .send(content);
      return;
    }
    if ('said' in reply) {
      if (reply.status === 204) response.status(204).end();
      else response.status(reply.status).json(reply.said);
      return;
    }
    if ('page' in reply) {
      if (!reply.ended) return this.#draw(reply, asked, request, response);
      setCookie(response, 'visit', null, { secure, maxAge: 0 });
      return this.#draw(reply, { ...asked, guest: undefined }, request, response);
    }
    if (reply.visit !== undefined) setCookie(response, 'visit', reply.visit, { secure, maxAge: visitMs });
    if (reply.lang) setCookie(response, 'lang', reply.lang, { secure, maxAge: ages.lang });
    if (reply.flash) setCookie(response, 'said', reply.flash, { secure, maxAge: ages.flash });
    response.redirect(303, reply.go_to);
  }

  #draw(
    { page, title, status = 200 }: Extract<MeReply, { readonly page: unknown }>,
    { lang, guest }: Pick<AnyRequest, 'lang' | 'guest'>,
    request: Request,
    response: Response,
  ): Promise<void> {
    const said = cookieOf(request, 'said');
    const flash = isMeFlash(said) ? said : undefined;
    if (said !== undefined) setCookie(response, 'said', null, { secure: isEncrypted(request), maxAge: 0 });
    response.status(status).type('html');
    const frame = { lang, title, guest, flash, assets: this.#assets, at: pageAt(request) };
    return sendCompressed(response, meDocument(frame, page));
  }
}

/** Where a change of the language leads back to: the page that is drawn, if it can be asked for again. */
const pageAt = ({ method, path }: Request): string =>
  method === 'GET' && isPage(path) ? path : meRoutes.home.path;

const homeIn = (lang: Lang) => ({ to: meRoutes.home.path, text: plain('me.home', lang) });

/** Sent by a page of ours, drawn for this visit; without a visit there is nothing a form could do. */
const isOurs = ({ token, form }: AnyRequest, request: Request): boolean =>
  isSameSite(request) && (token === undefined || isFormTokenOf(token, field(form, 'form_token')));

function statusOf(error: unknown): number | undefined {
  const { status } = (error ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function langBefore(request: Request): Lang {
  const chosen = cookieOf(request, 'lang');
  return isLang(chosen) ? chosen : langOf(null, request.acceptsLanguages()[0]?.replace('*', '') || 'ru');
}
