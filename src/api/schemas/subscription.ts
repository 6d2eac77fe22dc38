import * as z from 'zod/mini';
import type { SubscribedIntegration } from '../types';
import { pageReader } from './page';
import { maybe, text } from './reader';

export const readSubscribedIntegrationPage = pageReader<SubscribedIntegration>(z.object({
  id: maybe(text),
  name: text,
  organization_id: text,
  entity_type: text,
  output_format: text,
}));
