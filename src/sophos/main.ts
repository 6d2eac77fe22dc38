/**
 * The helper that Terraform starts for a threat feed of a Sophos Firewall: `set` makes it what it shall be, `remove` takes it away.
 * Everything else, secrets above all, comes from the environment; standard output and error hold nothing of them.
 */
import { connect } from './device';
import { SophosError, withoutSecrets } from './errors';
import { removeFeed, setFeed } from './feed';
import { deviceSettings, feedName, feedSettings } from './settings';

async function run(command: string | undefined): Promise<string> {
  const { env } = process;
  if (command !== 'set' && command !== 'remove') throw new SophosError(`"${command ?? ''}" is no command; use set or remove`);
  const feed = command === 'set' ? feedSettings(env) : undefined;
  const name = feedName(env);
  const login = deviceSettings(env);
  const device = connect(login);
  try {
    const outcome = feed ? await setFeed(device, login, feed) : await removeFeed(device, login, name);
    return `feed "${name}" on ${login.origin}: ${outcome}`;
  } finally {
    await device.close();
  }
}

run(process.argv[2]).then(
  (outcome) => process.stdout.write(`Sophos Firewall: ${outcome}\n`),
  (error: Error) => {
    const text = error instanceof SophosError ? error.message : `${error.name}: ${error.message}`;
    process.stderr.write(`Sophos Firewall: ${withoutSecrets(text, [process.env.SOPHOS_PASSWORD ?? '', process.env.SOPHOS_FEED_PASSWORD ?? ''])}\n`);
    process.exitCode = 1;
  },
);
