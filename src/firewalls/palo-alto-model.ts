/** How many addresses a firewall holds in all its lists together. Source: PAN-OS web interface help. */
export enum PaloAltoModel {
  /** PA-5000 series: 150,000 addresses. */
  PA_5000 = 'PA-5000',
  /** PA-7000 series: 150,000 addresses. */
  PA_7000 = 'PA-7000',
  /** Every other model: 50,000 addresses. */
  OTHER = 'other',
}

/** What a message calls a firewall, and the addresses that it holds. */
interface ModelFacts {
  readonly words: string;
  readonly capacity: number;
}

const MODELS: { readonly [model in PaloAltoModel]: ModelFacts } = {
  [PaloAltoModel.PA_5000]: { words: 'a PA-5000', capacity: 150_000 },
  [PaloAltoModel.PA_7000]: { words: 'a PA-7000', capacity: 150_000 },
  [PaloAltoModel.OTHER]: { words: 'a Palo Alto firewall that is no PA-5000 or PA-7000', capacity: 50_000 },
};
const ANY_MODEL: ModelFacts = { words: 'PAN-OS', capacity: 150_000 };

export function modelFacts(model?: PaloAltoModel): ModelFacts {
  return model === undefined ? ANY_MODEL : MODELS[model];
}
