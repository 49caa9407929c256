import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { VNode } from 'preact';
import { isLang, type Lang, langOf } from '../../core/i18n/lang.ts';
import { plain } from '../../core/i18n/t.ts';
import { currentTraceId, newTraceId } from '../../runtime/trace.ts';
import { isEncrypted } from '../security/encrypted.ts';
import { networkOf } from '../security/network.ts';
import { isSameSite } from '../security/same-site.ts';
import { formTokenOf, isFormTokenOf, longestMs } from '../security/sessions.ts';
import { writeOut } from '../write-out.ts';
import { type Assets, openAssets } from './assets.ts';
import { compressing, sendCompressed } from './compress.ts';
import { ages, cookieOf, setCookie } from './cookies.ts';
import { flashKeys } from './flash.ts';
import { readUpload } from './import/upload.ts';
import type { Bell } from './live/bell.ts';
import { type LiveTiming, liveTiming, streamPage } from './live/stream.ts';
import { Message } from './pages/message.tsx';
import { SendAgain } from './pages/send-again.tsx';
import type { PanelReply } from './reply.ts';
import type { AnyRequest, Fields, PanelHandlers } from './request.ts';
import { type PanelRoute, type PanelRouteName, panelRouteNames, panelRoutes } from './routes/index.ts';
import { isThere } from './routes/route.ts';
import { document, fragment } from './view/page.tsx';
import { messages } from './view/words.ts';
import type { Visitor } from './visitor.ts';

export type PanelDeps = {
  readonly handlers: PanelHandlers;
  /** By the token in the browser's cookie. */
  readonly visitorOf: (token: string, lang: Lang, isUse: boolean) => Promise<Visitor | undefined>;
  readonly failed: (error: unknown) => { readonly away: boolean };
  /** How many people of a company wait for an answer, up to `most`. */
  readonly waiting: (company: string, most: number) => Promise<number>;
  /** Rung by what changes; every form rings it too. */
  readonly bell: Bell;
  readonly timing?: LiveTiming;
};

type Seen = {
  readonly visitor: Visitor | undefined;
  readonly token: string | undefined;
  readonly lang: Lang;
};

/** Ten thousand people by their ids, as a browser writes them, are a third of it; an event's form has its list twice. */
const longestForm = '1mb';

/** Every page and form of the panel, by the table of routes. */
export function createPanel(deps: PanelDeps): Router {
  const router = express.Router();
  const assets = openAssets();
  const panel = new Panel(deps, assets);
  router.use(assets.router);
  const form = express.urlencoded({ extended: false, limit: longestForm, parameterLimit: 5_000 });
  for (const name of panelRouteNames) {
    const { method, path, upload } = panelRoutes[name] as PanelRoute;
    const answer = (request: Request, response: Response) => panel.answer(name, request, response);
    if (method === 'post') router.post(path, ...(upload ? [readUpload] : []), form, answer);
    else router.get(path, answer);
  }
  router.use((request, response) => panel.nothing(request, response));
  const failed: ErrorRequestHandler = (error, request, response, next) => {
    if (request.path.startsWith('/api/') || response.headersSent) return next(error);
    return panel.broken(error, request, response);
  };
  router.use(failed);
  return router;
}

class Panel {
  readonly #deps: PanelDeps;
  readonly #assets: Assets;

  constructor(deps: PanelDeps, assets: Assets) {
    this.#deps = deps;
    this.#assets = assets;
  }

  async answer(name: PanelRouteName, request: Request, response: Response): Promise<void> {
    const { method, may } = panelRoutes[name] as PanelRoute;
    const seen = await this.#see(request);
    if (method === 'post' && !isSameSite(request)) return this.#refuse('allowed', response, seen);
    if (may !== 'anyone') {
      if (!seen.visitor) return this.#unknown(method, request, response, seen);
      if (!may.includes(seen.visitor.role)) return this.#refuse('allowed', response, seen);
      if (!isThere(panelRoutes[name], seen.visitor)) return this.#refuse('found', response, seen);
      const fields = (request.body ?? {}) as Fields;
      if (method === 'post' && !isFormTokenOf(seen.token ?? '', fields['form_token']))
        return this.#sendAgain(request, response, seen);
    }
    if (method === 'get' && isStream(request)) return this.#stream(name, request, response);
    const reply = await this.#handle(name, request, seen);
    if (method === 'post') this.#deps.bell.ring();
    return this.#send(reply, request, response, seen);
  }

  #handle(name: PanelRouteName, request: Request, seen: Seen): Promise<PanelReply> {
    // The table pairs each name with its handler; TypeScript cannot follow that through a loop.
    const handle = this.#deps.handlers[name] as (request: AnyRequest) => Promise<PanelReply>;
    return handle({
      params: request.params as Readonly<Record<string, string>>,
      query: request.query as Fields,
      form: (request.body ?? {}) as Fields,
      lang: seen.lang,
      browser: (request.get('user-agent') ?? '').slice(0, 200),
      address: networkOf(request.ip ?? ''),
      origin: `${isEncrypted(request) ? 'https' : 'http'}://${request.get('host') ?? ''}`,
      trace_id: currentTraceId() ?? newTraceId(),
      visitor: seen.visitor,
      redrawn: isStream(request),
    });
  }

  /** The page that somebody looks at, drawn anew for as long as they may see it. */
  #stream(name: PanelRouteName, request: Request, response: Response): Promise<void> {
    const { may } = panelRoutes[name] as PanelRoute;
    // One for as long as it is open: with another each time the page would always differ.
    let form_token: string | undefined;
    const draw = async () => {
      const seen = await this.#see(request);
      if (!seen.visitor || may === 'anyone' || !may.includes(seen.visitor.role)) return undefined;
      if (!isThere(panelRoutes[name], seen.visitor)) return undefined;
      form_token ??= seen.visitor.form_token;
      const visitor = { ...seen.visitor, form_token };
      const reply = await this.#handle(name, request, { ...seen, visitor });
      if (!('page' in reply) || !reply.live) return undefined;
      return { html: fragment(reply.page), isMoving: reply.live === 'moving' };
    };
    return streamPage(response, draw, this.#deps.bell, this.#deps.timing ?? liveTiming);
  }

  /** A fault of ours says nothing of itself; a form that met a service that is away comes back, to be sent again. */
  broken(error: unknown, request: Request, response: Response): Promise<void> {
    const nobody = { visitor: undefined, token: undefined, lang: langBefore(request) };
    const refused = refusedWith(error);
    if (refused !== undefined) {
      response.status(refused);
      return this.#say(refused === tooLong ? 'long' : 'found', response, nobody);
    }
    const { away } = this.#deps.failed(error);
    response.status(away ? 503 : 500);
    if (away && request.method === 'POST' && isSameSite(request))
      return this.#later(request, response, nobody);
    return this.#say(away ? 'away' : 'ours', response, nobody);
  }

  async nothing(request: Request, response: Response): Promise<void> {
    return this.#refuse('found', response, await this.#see(request));
  }

  async #see(request: Request): Promise<Seen> {
    const token = cookieOf(request, 'session');
    const lang = langBefore(request);
    const visitor =
      token === undefined ? undefined : await this.#deps.visitorOf(token, lang, !isStream(request));
    return { visitor, token: visitor && token, lang: visitor?.lang ?? lang };
  }

  async #send(reply: PanelReply, request: Request, response: Response, seen: Seen): Promise<void> {
    const secure = isEncrypted(request);
    if ('not' in reply) return this.#refuse(reply.not, response, seen);
    if ('file' in reply) return download(reply.file, response);
    if ('page' in reply) {
      response.status(reply.status ?? 200);
      const flash = flashOf(request);
      if (flash) setCookie(response, 'flash', null, { secure, maxAge: 0 });
      const live = reply.live === undefined ? undefined : request.originalUrl;
      const { title, page, at, above, below } = reply;
      return this.#draw(response, seen, title, page, { at, flash, live, above, below });
    }
    const { cookie, flash } = reply;
    if (cookie && 'session' in cookie)
      setCookie(response, 'session', cookie.session, { secure, maxAge: longestMs });
    if (cookie && 'lang' in cookie) setCookie(response, 'lang', cookie.lang, { secure, maxAge: ages.lang });
    if (flash) setCookie(response, 'flash', flash, { secure, maxAge: ages.flash });
    response.redirect(303, reply.go_to);
  }

  /** Nobody is signed in. A form keeps what was typed. */
  #unknown(
    method: PanelRoute['method'],
    request: Request,
    response: Response,
    seen: Seen,
  ): void | Promise<void> {
    // A page somebody has open: it stays as it is, and says that it is not live.
    if (method === 'get' && isStream(request)) {
      response.status(204).end();
      return;
    }
    if (method === 'get') {
      const asked =
        request.originalUrl === '/' ? '' : `?${new URLSearchParams({ next: request.originalUrl })}`;
      response.redirect(303, `${panelRoutes.signIn.path}${asked}`);
      return;
    }
    return this.#sendAgain(request, response, seen);
  }

  #sendAgain(request: Request, response: Response, seen: Seen): Promise<void> {
    response.status(401);
    const known = seen.visitor !== undefined;
    return this.#again(request, response, seen, {
      title: plain(known ? 'panel.again.known_title' : 'panel.again.title', seen.lang),
      text: plain(known ? 'panel.again.known' : 'panel.again.text', seen.lang),
      form_token: seen.visitor?.form_token,
      signIn: !known,
    });
  }

  /** Who it is may be what cannot be asked now: only who had a form of this session gets one of it again. */
  #later(request: Request, response: Response, seen: Seen): Promise<void> {
    const token = cookieOf(request, 'session');
    const given = ((request.body ?? {}) as Fields)['form_token'];
    return this.#again(request, response, seen, {
      title: plain('panel.fault.away.title', seen.lang),
      text: plain('panel.again.away', seen.lang),
      form_token: token !== undefined && isFormTokenOf(token, given) ? formTokenOf(token) : undefined,
      signIn: false,
    });
  }

  #again(
    request: Request,
    response: Response,
    seen: Seen,
    about: Pick<Parameters<typeof SendAgain>[0], 'title' | 'text' | 'form_token' | 'signIn'>,
  ): Promise<void> {
    const fields = (request.body ?? {}) as Fields;
    const form = { fields, to: request.originalUrl, upload: request.is('multipart/form-data') !== false };
    return this.#draw(response, seen, about.title, <SendAgain {...form} {...about} lang={seen.lang} />);
  }

  #refuse(what: 'found' | 'allowed', response: Response, seen: Seen): Promise<void> {
    response.status(what === 'found' ? 404 : 403);
    return this.#say(what, response, seen);
  }

  #say(what: keyof typeof messages, response: Response, seen: Seen): Promise<void> {
    const title = plain(messages[what].title, seen.lang);
    const text = plain(messages[what].text, seen.lang);
    return this.#draw(response, seen, title, <Message title={title} text={text} lang={seen.lang} />);
  }

  async #draw(
    response: Response,
    { visitor, lang }: Seen,
    title: string,
    page: Parameters<typeof document>[1],
    more: {
      readonly at?: string | undefined;
      readonly flash?: ReturnType<typeof flashOf>;
      readonly live?: string | undefined;
      readonly above?: VNode | undefined;
      readonly below?: VNode | undefined;
    } = {},
  ): Promise<void> {
    const frame = {
      lang,
      title,
      visitor,
      assets: this.#assets,
      ...(more.at !== undefined && { at: more.at }),
      ...(more.flash && { flash: more.flash }),
      ...(more.live !== undefined && { live: more.live }),
      ...(more.above && { above: more.above }),
      ...(more.below && { below: more.below }),
      ...(visitor && { waiting: await this.#waitingFor(visitor) }),
    };
    return sendCompressed(response.type('html'), document(frame, page));
  }

  /** No page is refused for the sake of a number in its menu. */
  async #waitingFor({ role, company_id }: Visitor): Promise<number> {
    if (!panelRoutes.conversations.may.some((one) => one === role)) return 0;
    return this.#deps.waiting(company_id, mostWaiting).catch(() => 0);
  }
}

/** More are not counted. */
const mostWaiting = 100;

const tooLong = 413;

/** What cannot be read is whoever's who sent it: an address or a form that is none, or one that is too long. */
function refusedWith(error: unknown): number | undefined {
  const { status } = (error ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

const isStream = (request: Request): boolean => request.get('accept')?.includes('text/event-stream') ?? false;

function langBefore(request: Request): Lang {
  const chosen = cookieOf(request, 'lang');
  if (isLang(chosen)) return chosen;
  return langOf(null, request.acceptsLanguages()[0]?.replace('*', '') || 'ru');
}

function flashOf(request: Request) {
  const said = cookieOf(request, 'flash');
  return flashKeys.find((key) => key === said);
}

async function download(
  {
    name,
    parts,
    type = 'text/csv; charset=utf-8',
    raw,
  }: Extract<PanelReply, { readonly file: unknown }>['file'],
  response: Response,
): Promise<void> {
  response.set('content-disposition', dispositionOf(name, raw === 'shown')).type(type);
  if (raw !== undefined) response.set('content-security-policy', bytesOnly);
  await writeOut(parts, raw === undefined ? compressing(response) : [], response);
}

/** Nothing of it runs or loads; a browser draws what it shows with a style of its own. */
const bytesOnly =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** A name of somebody's own may have any letters. */
function dispositionOf(name: string, isShown: boolean): string {
  const plainName = name.replaceAll(/[^\w. -]/g, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, encodeURIComponent);
  const also = plainName === name ? '' : `; filename*=UTF-8''${whole}`;
  return `${isShown ? 'inline' : 'attachment'}; filename="${plainName}"${also}`;
}
