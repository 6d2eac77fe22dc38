import { createHash } from 'node:crypto';
import { html, Html } from './html';
import { STYLE } from './style';

/** A page of ours. */
export interface PageParts {
  readonly title: string;
  /** Of this page alone, after what all have. */
  readonly style: string;
  /** Left out: no script runs. */
  readonly script?: string;
  readonly body: Html;
}

/**
 * The whole page in one text, which nothing outside is needed for. Its policy has the browser run only this script, use only this style,
 * and ask nobody but where the page came from.
 */
export function document({ title, style, script, body }: PageParts): string {
  const styles = STYLE + style;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(styles, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(styles)}</style>
</head>
<body>
${body}
${script !== undefined && html`<script>${new Html(script)}</script>`}
</body>
</html>
`.text;
}

function policy(style: string, script: string | undefined): string {
  const scripted = script === undefined ? 'form-action \'none\'' : `script-src ${hash(script)}; connect-src 'self'; form-action 'self'`;
  return `default-src 'none'; base-uri 'none'; img-src data:; style-src ${hash(style)}; ${scripted}`;
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
