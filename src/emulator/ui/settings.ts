import { html, Html } from '../../page';
import { PLANS } from '../control/settings';
import type { Settings } from '../types';
import type { World } from '../world';
import { button, choice, field, numberIn, type Form } from './form';

const FLAGS: readonly (readonly [keyof Settings, string])[] = [
  ['enforcePullWindow', 'Enforce the pull window'],
  ['renameDropsSubscriptions', 'A rename drops subscriptions'],
];

/** Numbers, and what nothing typed stands for. */
const NUMBERS: readonly (readonly [keyof Settings, string, 0 | null])[] = [
  ['contentLagSeconds', 'Content lag, seconds', 0],
  ['latencyMs', 'Latency, milliseconds', 0],
  ['requestsPerSecond', 'Requests per second', null],
  ['integrationQuota', 'Integrations at most', null],
];

export function settingsSection(world: World, base: string): Html {
  return html`<section aria-labelledby="settings-heading">
<div class="heading"><h2 id="settings-heading">Settings</h2></div>
<div id="settings" data-live>${settingsPart(world, base)}</div>
</section>`;
}

/** The settings as they are, to be changed. */
function settingsPart({ settings }: World, base: string): Html {
  return html`<form method="post" action="${base}/settings" class="fields">
${field('Plan', choice('plan', Object.fromEntries(PLANS.map((plan) => [plan, plan])), settings.plan))}
${NUMBERS.map(([name, label, none]) => field(label, html`<input name="${name}" type="number" min="0" value="${String(settings[name] ?? '')}"${
  none === null && html` placeholder="any"`}>`))}
${FLAGS.map(([name, label]) => html`<label class="flag"><input type="checkbox" name="${name}"${settings[name] === true && html` checked`}> ${label}</label>`)}
<div class="buttons">${button('Save settings', 'Settings saved')}</div>
</form>`;
}

/** Takes what the form says. Throws a `ControlError` when it cannot be understood, and then changes nothing. */
export function changeSettings(world: World, form: Form): void {
  world.changeSettings({
    plan: form.get('plan') ?? world.settings.plan,
    ...Object.fromEntries(NUMBERS.map(([name, , none]) => [name, numberIn(form, name) ?? none])),
    ...Object.fromEntries(FLAGS.map(([name]) => [name, form.has(name)])),
  });
}
