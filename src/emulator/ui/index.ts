/** The emulator's page, for people: what the control API tells and does, to look at and click. Served where `--ui` asks for it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { document, html, Html } from '../../page';
import { ControlError } from '../control/fields';
import { originOf, queryOf } from '../http/answers';
import type { World } from '../world';
import { clockSection, moveClock } from './clock';
import { armFault, faultsSection } from './faults';
import type { Form } from './form';
import { guard } from './guard';
import { integrationBody, wayBack } from './integration';
import { integrationsSection } from './integrations';
import { journalSection } from './journal';
import { SCRIPT } from './script';
import { changeSettings, settingsSection } from './settings';
import { UI_STYLE } from './style';

export { checkPageHost } from './guard';

/** What a form's button does, by where it is sent. */
const ACTIONS: { readonly [path: string]: (world: World, form: Form) => void } = {
  '/faults': armFault,
  '/faults/clear': ({ faults }) => faults.clear(),
  '/release': ({ faults }) => faults.release(),
  '/settings': changeSettings,
  '/clock': moveClock,
  '/requests/clear': ({ journal }) => journal.clear(),
};

/** @param base the path that it is served under */
export function uiRoutes(app: FastifyInstance, world: World, base: string): void {
  app.addHook('onRequest', guard);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async (_request: FastifyRequest, raw: string) => new URLSearchParams(raw));

  app.get('/', (request, reply) => sendPage(request, reply, overview(world, base, queryOf(request).text('name') ?? '')));
  app.get<{ Params: { id: string } }>('/integrations/:id', (request, reply) => {
    const integration = world.store.get(request.params.id);
    return integration
      ? sendPage(request, reply, integrationBody(world, base, integration))
      : sendPage(request, reply.code(404), wayBack(base), 'There is no such integration, or not any more.');
  });
  for (const [path, act] of Object.entries(ACTIONS)) {
    app.post<{ Body: Form | undefined }>(path, ({ body = new URLSearchParams() }, reply) => {
      act(world, body);
      return reply.redirect(base, 303);
    });
  }
  app.setErrorHandler((error, request, reply) => {
    if (!(error instanceof ControlError)) throw error;
    return sendPage(request, reply.code(400), wayBack(base), error.message);
  });
}

function overview(world: World, base: string, name: string): Html {
  return html`<div class="columns">
<div>${integrationsSection(world, base, name)}${journalSection(world, base)}</div>
<div>${faultsSection(world, base)}${settingsSection(world, base)}${clockSection(world, base)}</div>
</div>`;
}

/** @param said what is to be said before everything else */
function sendPage(request: FastifyRequest, reply: FastifyReply, body: Html, said = ''): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(document({
    title: 'CrowdSec emulator',
    style: UI_STYLE,
    script: SCRIPT,
    body: html`<header class="top"><h1>CrowdSec emulator</h1><code class="quiet">${originOf(request)}/v1</code><span class="spread"></span><span id="link" class="word"></span></header>
<main>
<div id="status" role="status">${said}</div>
${body}
</main>`,
  }));
}
