import * as z from 'zod/mini';
import type { Info } from '../types';
import { reader, text } from './reader';

export const readInfo = reader<Info>(z.object({ organization_id: text, subscription_type: text, api_key_name: text }));
