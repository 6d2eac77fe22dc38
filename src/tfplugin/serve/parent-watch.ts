const INTERVAL = 500;

/**
 * Calls back once when the process that started this one is gone: nothing else tells, a plugin of a killed Terraform lives on.
 * Does not keep the process alive.
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (!isGone(parent)) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL);
  timer.unref();
}

function isGone(parent: number): boolean {
  // An orphan gets another parent. On Windows it keeps the number of the one that is gone.
  if (process.platform !== 'win32') return process.ppid !== parent;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
