import type { Credentials } from '../../api';
import { encodeUserinfo } from '../../model';
import type { Seen } from '../examination';
import { decoded, passwordIn, type Target, userinfoOf } from '../targets';

/** Marks that end the part of a URL in which user and password stand, or mean something in it. */
const RAW = /[@:/?#%[\]\s]/;

const REMEDY = 'Write https://USER:PASSWORD@HOST/… with both percent-encoded, as the output endpoint_with_credentials has it; treat the whole URL as a secret.';

/** Whether a URL that carries user and password says what it is meant to say. Nothing is asked. */
export function lookAtUrlForm({ device, credentials }: Target): Seen {
  const userinfo = userinfoOf(device?.url);
  if (userinfo === undefined) return { status: 'skip', detail: 'no URL of the device that carries user and password is known' };
  const [user] = userinfo.split(':');
  const password = passwordIn(userinfo);
  const raw = [user, password].find((part) => RAW.test(part.replace(/%[0-9a-f]{2}/gi, '')));
  if (raw !== undefined) {
    return { status: 'fail', detail: 'user or password stands in the device\'s URL with a mark that is not percent-encoded, so host or password is misread', remedy: REMEDY };
  }
  const differs = differenceFrom(credentials, user, password);
  return differs ?? { status: 'ok', detail: 'user and password are percent-encoded in the device\'s URL; not every firmware decodes them, so its separate fields come first' };
}

function differenceFrom(credentials: Credentials | undefined, user: string, password: string): Seen | undefined {
  if (!credentials || !('username' in credentials)) return undefined;
  if (decoded(user) !== credentials.username) return { status: 'fail', detail: 'the device\'s URL holds another user than the integration\'s', remedy: REMEDY };
  if (decoded(password) === credentials.password) return undefined;
  const wrong = encodeUserinfo(credentials.password) === credentials.password ? 'another password than' : 'another password than, or another form of,';
  return { status: 'fail', detail: `the device's URL holds ${wrong} the integration's`, remedy: REMEDY };
}
