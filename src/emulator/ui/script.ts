/**
 * What the page's script does: keeps the parts marked `data-live` as the server has them now, and sends forms without leaving the page.
 * Without it, forms work and a reload shows what is new. A part that a person is filling in is left alone until it is sent.
 */
export const SCRIPT = `
(() => {
  const EVERY_MS = 1000;
  const status = document.getElementById('status');
  const link = document.getElementById('link');
  const edited = new WeakSet();

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html');
  const show = (fresh) => {
    for (const part of document.querySelectorAll('[data-live]')) {
      const now = fresh.getElementById(part.id);
      if (!now || now.innerHTML === part.innerHTML || edited.has(part)) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
      part.replaceChildren(...now.childNodes);
      if (focused) document.getElementById(focused)?.focus();
    }
  };
  const saidOn = (fresh) => (fresh.getElementById('status') ?? fresh.body).textContent.trim();
  const connected = (is) => {
    if (link.dataset.is === String(is)) return;
    link.dataset.is = is;
    link.className = is ? 'word ok' : 'word fail';
    link.textContent = is ? '✓ live' : '✕ no answer';
  };
  const poll = async () => {
    try {
      const answer = document.hidden ? undefined : await fetch(location.href);
      if (answer) connected(true);
      const fresh = answer && await parsed(answer);
      if (answer?.ok) show(fresh);
      else if (fresh) status.textContent = saidOn(fresh);
    } catch {
      connected(false);
    }
    setTimeout(poll, EVERY_MS);
  };

  document.addEventListener('input', ({ target }) => {
    const part = target.closest('[data-live]');
    if (part) edited.add(part);
  });
  document.addEventListener('submit', async (event) => {
    const { target: form, submitter } = event;
    // Not form.method: one of them has a field of that name.
    if (form.getAttribute('method') !== 'post') return;
    event.preventDefault();
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form, submitter)) });
      status.textContent = answer.ok ? submitter.dataset.done : saidOn(await parsed(answer));
      if (!answer.ok) return;
      const part = form.closest('[data-live]');
      if (part) edited.delete(part);
      show(await parsed(await fetch(location.href)));
    } catch {
      connected(false);
    }
  });
  connected(true);
  setTimeout(poll, EVERY_MS);
})();
`;
