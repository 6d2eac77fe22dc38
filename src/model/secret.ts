/** A piece of Base64 that is shorter could be any text's. */
const SHORTEST_PIECE = 8;

/**
 * The forms in which a secret may come back, itself first: percent-encoded as paths, user names and queries have it, in JSON as
 * JavaScript and Go write it, in Base64 wherever in the encoded text it stands. For taking it out of what is shown.
 */
export function secretForms(secret: string): string[] {
  if (secret === '') return [];
  const inUrl = percentEncoded(secret);
  const strict = inUrl.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const byGo = inJson.replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
  const inQuery = new URLSearchParams([['', secret]]).toString().slice(1);
  const encoded = [inUrl, strict, inQuery].flatMap((form) => [form, form.replace(/%../g, (mark) => mark.toLowerCase())]);
  return [...new Set([secret, ...encoded, inJson, byGo, JSON.stringify(inJson).slice(1, -1), ...base64Forms(secret)])];
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // half of a surrogate pair, which no URL can hold
  }
}

/** What of it is the same whatever stands before and behind, for each of the three places in which its first byte may fall. */
function base64Forms(secret: string): string[] {
  const pieces = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    return bytes.toString('base64').slice(before === 0 ? 0 : before + 1, Math.floor(bytes.length * 8 / 6));
  });
  return pieces.filter((piece) => piece.length >= SHORTEST_PIECE).flatMap((piece) => [piece, piece.replace(/\+/g, '-').replace(/\//g, '_')]);
}
