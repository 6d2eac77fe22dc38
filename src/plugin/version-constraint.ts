type Numbers = readonly number[];

const PART = /^(=|!=|>=|<=|>|<|~>)? *(\d+(?:\.\d+)*)$/;

const OPERATORS: { readonly [operator: string]: (version: Numbers, bound: Numbers) => boolean } = {
  '=': (version, bound) => compare(version, bound) === 0,
  '!=': (version, bound) => compare(version, bound) !== 0,
  '>': (version, bound) => compare(version, bound) > 0,
  '>=': (version, bound) => compare(version, bound) >= 0,
  '<': (version, bound) => compare(version, bound) < 0,
  '<=': (version, bound) => compare(version, bound) <= 0,
  // All but the last number that is given stay, the first always.
  '~>': (version, bound) => compare(version, bound) >= 0 && bound.slice(0, Math.max(1, bound.length - 1)).every((n, i) => version[i] === n),
};

/**
 * Whether a version fits a constraint as Terraform writes it: `3.2.4`, `~> 3.2`, `>= 3.0, < 4.0`. What is not understood here,
 * such as a pre-release, fits: Terraform has the last word.
 */
export function satisfies(version: string, constraint: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return true;
  return constraint.split(',').every((part) => {
    const [, operator = '=', bound] = PART.exec(part.trim()) ?? [];
    return bound === undefined || OPERATORS[operator](numbersOf(version), numbersOf(bound));
  });
}

function numbersOf(version: string): Numbers {
  return version.split('.').map(Number);
}

/** What is left out is 0. */
function compare(a: Numbers, b: Numbers): number {
  return [0, 1, 2].map((i) => (a[i] ?? 0) - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
