import { OUTPUT_FORMATS, PlanTier } from '../../model';
import type { DoctorOptions } from '../doctor/doctor-options';
import { Command, oneOf, repeated, someText, wholeNumber } from '../options';

const LARGE = 10_000_000;

export const doctorCommand: Command<DoctorOptions> = {
  name: 'doctor',
  summary: 'find out why a device gets nothing from its integration',
  description: [
    'Find out why a device gets nothing: network, service, integrations, credentials, a component\'s configuration file, a local engine.',
    'Nothing is changed and no list is pulled. Run it on the device\'s network: elsewhere it says nothing of that network.',
    'The organisation\'s key comes from CROWDSEC_SERVICE_API_KEY, the URL of the Service API from CROWDSEC_SERVICE_API_URL.',
  ].join('\n'),
  options: [
    { flags: '--integration <ref>', description: 'integration to look at, by id or as name:NAME; may be repeated', defaultText: 'all of the organisation', parse: repeated(someText) },
    { flags: '--from-state <file>', description: 'look at the integrations of a Terraform state or of outputs in JSON; - reads standard input', parse: someText },
    { flags: '--endpoint <url>', description: 'look at the integration of this endpoint; needs no key of the organisation', parse: someText },
    { flags: '--username <name>', description: 'user name of --endpoint; its password comes from CROWDSEC_INTEGRATION_PASSWORD or --secret-file', parse: someText },
    { flags: '--secret-file <file>', description: 'password of --username, or without it the API key of a component\'s --endpoint (else CROWDSEC_INTEGRATION_API_KEY); - reads standard input', parse: someText },
    { flags: '--probe', description: 'send one HEAD to each integration\'s content, to see whether credentials open it; whether CrowdSec counts that as a pull is not documented' },
    { flags: '--expected-organization <id>', description: 'organisation that the key must belong to', parse: someText },
    { flags: '--format <format>', description: 'output format that the device reads', parse: oneOf(OUTPUT_FORMATS) },
    { flags: '--device-url <file>', description: 'file that holds the URL as the device has it, which may hold a password; - reads standard input', parse: someText },
    { flags: '--pages <number>', description: 'URLs (pages) that the device asks', parse: wholeNumber(1, LARGE) },
    { flags: '--page-size <number>', description: 'entries a page that the device asks for', parse: wholeNumber(1, LARGE) },
    { flags: '--capacity <number>', description: 'entries that the device can hold of one URL', parse: wholeNumber(1, LARGE) },
    { flags: '--bouncer-config <file>', description: 'look at a remediation component by its configuration file', parse: someText },
    { flags: '--component <name>', description: 'whose configuration file that is', defaultText: 'its name and content tell', parse: someText },
    { flags: '--plan <tier>', description: 'the organisation\'s plan, which bounds how often may be pulled', parse: oneOf(Object.values(PlanTier)) },
    { flags: '--lapi-url <url>', description: 'look at a local engine by the URL of its Local API; a bouncer\'s key comes from CROWDSEC_LAPI_KEY', parse: someText },
    { flags: '--data-dir <folder>', description: 'look at a local engine by its configuration folder, and at its way to CrowdSec', parse: someText },
    { flags: '--own-hosts', description: 'look at the way to CrowdSec\'s Central API and hub' },
    { flags: '--cscli <path>', description: 'list the engine\'s bouncers with this program', parse: someText },
    { flags: '--bouncer <name>', description: 'name of the bouncer in that list', parse: someText },
    { flags: '--log <file>', description: 'log of the component, or else of the engine', parse: someText },
    { flags: '--json', description: 'print the report as JSON' },
    { flags: '--html <file>', description: 'write the report as a page', parse: someText },
    { flags: '--strict', description: 'end with another exit code when there are warnings only' },
    { flags: '--watch', description: 'look again and again until all is well' },
    { flags: '--timeout <seconds>', description: 'time after which --watch gives up', defaultText: '900', parse: wholeNumber(1, 86_400) },
  ],
  examples: [
    ['cdktf-crowdsec doctor', 'all integrations of the organisation'],
    ['cdktf-crowdsec doctor --integration name:edge --format fortigate', 'one of them, and what its device reads'],
    ['terraform output -json | cdktf-crowdsec doctor --from-state - --probe', 'those of a stack, and their credentials'],
    ['cdktf-crowdsec doctor --bouncer-config /etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml', 'a component on its host'],
    ['cdktf-crowdsec doctor --watch --timeout 300', 'wait until a repaired device has pulled'],
  ],
  moreExitCodes: '3 warnings only, with --strict',
  async run(options) {
    const { runDoctor } = await import('../doctor');
    return runDoctor(options);
  },
};
