/** The executable of the stand-in for hashicorp/null. */
import { createNullProvider, NULL_ADDRESS } from './null-provider';
import { serve } from '../../src/tfplugin/serve';

void serve(createNullProvider, { address: `registry.terraform.io/${NULL_ADDRESS}` });
